import { fieldSentences } from '#contract/field-sentences.ts'
import { importSentences } from '#contract/import-sentences.ts'
import account from './en/account.json' with { type: 'json' }
import appointments from './en/appointments.json' with { type: 'json' }
import audit from './en/audit.json' with { type: 'json' }
import billing from './en/billing.json' with { type: 'json' }
import clinical from './en/clinical.json' with { type: 'json' }
import imports from './en/imports.json' with { type: 'json' }
import network from './en/network.json' with { type: 'json' }
import patients from './en/patients.json' with { type: 'json' }
import people from './en/people.json' with { type: 'json' }
import platform from './en/platform.json' with { type: 'json' }
import refusals from './en/refusals.json' with { type: 'json' }
import registration from './en/registration.json' with { type: 'json' }
import roles from './en/roles.json' with { type: 'json' }
import settings from './en/settings.json' with { type: 'json' }
import shell from './en/shell.json' with { type: 'json' }
import signIn from './en/signIn.json' with { type: 'json' }
import ui from './en/ui.json' with { type: 'json' }

/**
 * Every English text, a file per feature. A new feature adds its file under `en/`, its two lines here,
 * and the same file under `ur/`; keys are then typed: `const { t } = useTranslation('billing')`.
 */
export const en = {
  account,
  appointments,
  audit,
  billing,
  clinical,
  network,
  patients,
  people,
  imports,
  /** Written by the server; the contract has them. */
  fieldSentences,
  importSentences,
  platform,
  refusals,
  registration,
  roles,
  settings,
  shell,
  signIn,
  ui,
}
