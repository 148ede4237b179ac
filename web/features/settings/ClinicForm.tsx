import type { ReactNode } from 'react'
import type { Clinic } from '#contract/clinics.ts'
import type { Difference } from '../../shared/BothSides.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import type { useClinicForm } from './use-clinic-form.ts'

interface ClinicFormProps {
  form: Pick<
    ReturnType<typeof useClinicForm>,
    'dirty' | 'busy' | 'error' | 'save' | 'reset' | 'theirs' | 'keepMine' | 'takeTheirs'
  >
  faulty: boolean
  /** What stands here beside what somebody else saved meanwhile. */
  differences: (theirs: Clinic) => readonly Difference[]
  children: ReactNode
}

/** The frame of such a page: its fields, Save and Discard, and both sides when somebody else saved first. */
export function ClinicForm({ form, faulty, differences, children }: ClinicFormProps) {
  const { theirs } = form
  return (
    <SettingsForm
      dirty={form.dirty}
      busy={form.busy}
      error={form.error}
      faulty={faulty}
      onSave={form.save}
      onDiscard={form.reset}
      meanwhile={{
        differences: theirs && differences(theirs),
        onKeepMine: form.keepMine,
        onTakeTheirs: form.takeTheirs,
      }}
    >
      {children}
    </SettingsForm>
  )
}
