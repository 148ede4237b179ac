import { useMutation } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TotpSetup } from '#contract/account.ts'
import { listSampleSignIns } from '#contract/session.ts'
import type { ApiError } from '../../lib/api-error.ts'
import { useCall } from '../../lib/query.ts'
import { type Credentials, homePath, type Session, signIn } from '../../lib/session.ts'
import { Door, useHost } from '../../shared/Door.tsx'
import { CodeStep } from './CodeStep.tsx'
import { NewPasswordStep } from './NewPasswordStep.tsx'
import { OrganizationStep } from './OrganizationStep.tsx'
import { PasswordStep } from './PasswordStep.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { SamplePeople } from './SamplePeople.tsx'
import { SetupStep } from './SetupStep.tsx'

const route = getRouteApi('/sign-in')

/** What the server asked for beside the password; each answer keeps what was given before. */
type Step = { needs: 'password' | 'code' | 'newPassword' } | { needs: 'setup'; setup: TotpSetup }

/** The clinic's door: its logo and colour, two fields, one button; then whatever else this person is asked for. */
export function SignInPage() {
  const { t } = useTranslation('signIn')
  const { after } = route.useSearch()
  const router = useRouter()
  const host = useHost()
  const samples = useCall(listSampleSignIns, {}, { staleMs: 600_000 }).data ?? []
  const [given, setGiven] = useState<Credentials>({ login: '', password: '' })
  const [step, setStep] = useState<Step>({ needs: 'password' })
  const [codes, setCodes] = useState<string[] | null>(null)
  const [entered, setEntered] = useState<Session | null>(null)

  const goIn = (session: Session) => router.history.push(after ?? homePath(session))
  const enter = useMutation<Awaited<ReturnType<typeof signIn>>, ApiError, Credentials>({
    mutationFn: (credentials) => signIn(credentials),
    onSuccess: ({ session, recoveryCodes }) => {
      if (recoveryCodes) setCodes(recoveryCodes)
      if (recoveryCodes || session.otherOrganizations.length > 0) setEntered(session)
      else goIn(session)
    },
    onError: (error, credentials) => {
      setGiven(credentials)
      const next = stepAfter(error)
      if (next) setStep(next)
    },
  })
  // What a step begins with is asked, not refused.
  const refused = enter.error && !stepAfter(enter.error) ? enter.error : null
  const goOn = (more: Partial<Credentials>) => enter.mutate({ ...given, ...more })
  const props = { busy: enter.isPending, error: refused }
  const startOver = () => {
    enter.reset()
    setStep({ needs: 'password' })
  }

  if (codes && entered)
    return (
      <Door title={t('codesTitle')}>
        <RecoveryCodes
          codes={codes}
          onDone={() => (entered.otherOrganizations.length > 0 ? setCodes(null) : goIn(entered))}
        />
      </Door>
    )
  if (entered)
    return (
      <Door title={t('organizationTitle')}>
        <OrganizationStep
          session={entered}
          // Where she wanted to go stands in the one she is in.
          onGo={(there) => (there === entered ? goIn(there) : router.history.push(homePath(there)))}
        />
      </Door>
    )
  if (step.needs === 'code')
    return (
      <Door title={t('codeTitle')}>
        <CodeStep {...props} onGive={(code) => goOn({ code })} onBack={startOver} />
      </Door>
    )
  if (step.needs === 'newPassword')
    return (
      <Door title={t('newPasswordTitle')}>
        <NewPasswordStep {...props} words={t('newPasswordWords')} onGive={(newPassword) => goOn({ newPassword })} />
      </Door>
    )
  if (step.needs === 'setup')
    return (
      <Door title={t('setupTitle')}>
        <SetupStep {...props} setup={step.setup} onGive={(code) => goOn({ code, setup: step.setup.setup })} />
      </Door>
    )
  return (
    <Door
      title={host?.name ? t('titleTo', { organization: host.name }) : t('title')}
      aside={
        samples.length > 0 && (
          <SamplePeople people={samples} busy={enter.isPending} onChoose={(person) => enter.mutate(person)} />
        )
      }
    >
      <PasswordStep
        {...props}
        login={given.login}
        newPractice={host?.name === null}
        onGive={(credentials) => enter.mutate(credentials)}
      />
    </Door>
  )
}

function stepAfter({ code, detail }: ApiError): Step | null {
  if (code === 'code_needed') return { needs: 'code' }
  if (code === 'new_password_needed') return { needs: 'newPassword' }
  if (code === 'totp_setup_needed') return { needs: 'setup', setup: detail as TotpSetup }
  return null
}
