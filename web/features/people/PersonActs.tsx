import { Button, type ButtonProps } from '@mantine/core'
import { IconKey, IconMailForward, IconShieldOff, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type PersonRow, resendInvitation, revokeInvitation, type StaffRow } from '#contract/people.ts'
import { resendStaffInvitation, revokeStaffInvitation } from '#contract/staff.ts'
import { useAct } from '../../lib/query.ts'
import { toast } from '../../ui/toasts.tsx'
import classes from './People.module.css'

export type Step = 'look' | 'password' | 'secondStep' | 'remove'

interface PersonActsProps {
  person: PersonRow | StaffRow
  /** The branch that acts; null: head office. */
  clinicId: string | null
  mayRemove: boolean
  onStep: (step: Step) => void
  onClose: () => void
  children: ReactNode
}

/** What can be done about somebody: her invitation, her ways in, the way out. */
export function PersonActs({ person, clinicId, mayRemove, onStep, onClose, children }: PersonActsProps) {
  const { t } = useTranslation('people')
  const { state } = person
  const invitation = useInvitation(person.id, clinicId, onClose)
  return (
    <div className={classes.acts}>
      {state === 'invited' && (
        <>
          <Act icon={IconMailForward} loading={invitation.resending} onClick={invitation.resend}>
            {t('person.resend')}
          </Act>
          <Act loading={invitation.revoking} onClick={invitation.revoke}>
            {t('person.revoke')}
          </Act>
        </>
      )}
      {state === 'must_change_password' && (
        <Act icon={IconKey} onClick={() => onStep('password')}>
          {t('first.new')}
        </Act>
      )}
      {children}
      {person.hasSecondStep && !person.isYou && (
        <Act icon={IconShieldOff} onClick={() => onStep('secondStep')}>
          {t('secondStep.open')}
        </Act>
      )}
      {state !== 'invited' && mayRemove && !person.isYou && (
        <Act icon={IconTrash} onClick={() => onStep('remove')}>
          {t('person.remove')}
        </Act>
      )}
    </div>
  )
}

interface ActProps extends Pick<ButtonProps, 'loading'> {
  icon?: typeof IconKey
  onClick: () => void
  children: ReactNode
}

/** One of them, as a button. */
export function Act({ icon: Icon, ...button }: ActProps) {
  return <Button variant="default" leftSection={Icon && <Icon size={16} stroke={1.7} aria-hidden />} {...button} />
}

function useInvitation(invitationId: string, clinicId: string | null, onRevoked: () => void) {
  const { t } = useTranslation('people')
  const resent = {
    onSuccess: () => toast.done(t('person.resent')),
    onError: (error: unknown) => toast.refused(error),
  }
  const revoked = {
    ...resent,
    onSuccess: () => {
      toast.done(t('person.revoked'))
      onRevoked()
    },
  }
  const here = { resend: useAct(resendInvitation, resent), revoke: useAct(revokeInvitation, revoked) }
  const anywhere = { resend: useAct(resendStaffInvitation, resent), revoke: useAct(revokeStaffInvitation, revoked) }
  const { resend, revoke } = clinicId ? here : anywhere
  return {
    resending: resend.isPending,
    revoking: revoke.isPending,
    resend: () =>
      clinicId ? here.resend.mutate({ clinicId, invitationId }) : anywhere.resend.mutate({ invitationId }),
    revoke: () =>
      clinicId ? here.revoke.mutate({ clinicId, invitationId }) : anywhere.revoke.mutate({ invitationId }),
  }
}
