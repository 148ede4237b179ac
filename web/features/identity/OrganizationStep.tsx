import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ApiError } from '../../lib/api-error.ts'
import { type Session, switchOrganization } from '../../lib/session.ts'
import { usePlaceName } from '../../shared/place.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './SignInPage.module.css'

/** For somebody of several organizations: the one of last time first, Enter takes it. */
export function OrganizationStep({ session, onGo }: { session: Session; onGo: (session: Session) => void }) {
  const { t } = useTranslation('signIn')
  const { organization, otherOrganizations } = session
  const placeName = usePlaceName()
  const change = useMutation<Session | null, ApiError, string>({
    mutationFn: switchOrganization,
    onSuccess: (there) => there && onGo(there),
  })
  return (
    <div className={classes.form}>
      <p className={classes.words}>{t('organizationWords')}</p>
      <Button autoFocus data-autofocus fullWidth disabled={change.isPending} onClick={() => onGo(session)}>
        <bdi>{placeName(organization)}</bdi>
      </Button>
      {otherOrganizations.map(({ id, name }) => (
        <Button
          key={id}
          variant="default"
          fullWidth
          loading={change.isPending && change.variables === id}
          disabled={change.isPending}
          onClick={() => change.mutate(id)}
        >
          <bdi>{placeName({ id, name })}</bdi>
        </Button>
      ))}
      <Refusal error={change.error} />
    </div>
  )
}
