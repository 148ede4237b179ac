import { Button } from '@mantine/core'
import { IconArrowsExchange, IconKey, IconMailForward, IconShieldOff, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffRow } from '#contract/people.ts'
import { resendStaffInvitation, revokeStaffInvitation, setPlaces } from '#contract/staff.ts'
import { paths } from '../../lib/paths.ts'
import { useAct } from '../../lib/query.ts'
import { PhotoField } from '../../shared/PhotoField.tsx'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { toast } from '../../ui/toasts.tsx'
import { FirstPassword } from './FirstPassword.tsx'
import classes from './People.module.css'
import { hasPhoto, PersonFacts } from './PersonFacts.tsx'
import { PlacesEditor, type PlaceValue } from './PlacesEditor.tsx'
import { RemoveDrawer } from './RemoveDrawer.tsx'
import { SecondStepDrawer } from './SecondStepDrawer.tsx'

type Step = 'look' | 'password' | 'secondStep' | 'remove'

/** Somebody of the network: all branches and roles at once, a transfer, the invitation, the way out. */
export function StaffDrawer({ person, onClose }: { person: StaffRow; onClose: () => void }) {
  const { t } = useTranslation('people')
  const [step, setStep] = useState<Step>('look')
  const was = person.places.map(({ branchId, roles }) => ({ branchId, roles }))
  const [places, setChosen] = useState<PlaceValue[]>(was)
  const contact = person.state === 'contact_only'
  const save = useAct(setPlaces, {
    onSuccess: () => {
      toast.done(t('saved'))
      onClose()
    },
  })

  if (step === 'password')
    return <FirstPassword personId={person.id} name={person.fullName} clinicId={null} onClose={onClose} />
  if (step === 'secondStep') return <SecondStepDrawer person={person} clinicId={null} onClose={() => setStep('look')} />
  if (step === 'remove')
    return (
      <RemoveDrawer
        person={person}
        branch={null}
        branches={branchesOf(person)}
        onClose={() => setStep('look')}
        onRemoved={onClose}
      />
    )
  return (
    <FormDrawer
      opened
      size="lg"
      onClose={onClose}
      title={person.fullName}
      busy={save.isPending}
      disabled={
        contact ||
        places.some(({ branchId, roles }) => branchId === '' || roles.length === 0) ||
        textOf(places) === textOf(was)
      }
      error={save.error}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ personId: person.id, was, places })
      }}
    >
      {hasPhoto(person) && (
        <PhotoField name={person.fullName} photo={person.photo} of={{ personId: person.id, clinicId: null }} />
      )}
      <PersonFacts person={person} />
      {contact ? <ContactPlaces person={person} /> : <PlacesEditor value={places} onChange={setChosen} />}
      {person.doctorId && !contact && <p className={classes.hint}>{t('person.removeHint')}</p>}
      <Acts person={person} onStep={setStep} onClose={onClose} />
    </FormDrawer>
  )
}

const textOf = (places: PlaceValue[]) =>
  places
    .map(({ branchId, roles }) => `${branchId} ${roles.toSorted().join()}`)
    .sort()
    .join()

const branchesOf = ({ places }: StaffRow) =>
  places.flatMap(({ branchId, branchName }) => (branchId && branchName ? [{ id: branchId, name: branchName }] : []))

function ContactPlaces({ person }: { person: StaffRow }) {
  return (
    <ul className={classes.rows}>
      {branchesOf(person).map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  )
}

interface ActsProps {
  person: StaffRow
  onStep: (step: Step) => void
  onClose: () => void
}

function Acts({ person, onStep, onClose }: ActsProps) {
  const { t } = useTranslation('people')
  const navigate = useNavigate()
  const refused = { onError: (error: unknown) => toast.refused(error) }
  const resend = useAct(resendStaffInvitation, { ...refused, onSuccess: () => toast.done(t('person.resent')) })
  const revoke = useAct(revokeStaffInvitation, {
    ...refused,
    onSuccess: () => {
      toast.done(t('person.revoked'))
      onClose()
    },
  })
  const { doctorId, state } = person
  const [first] = branchesOf(person)
  return (
    <div className={classes.acts}>
      {state === 'invited' && (
        <>
          <Button
            variant="default"
            loading={resend.isPending}
            leftSection={<IconMailForward size={16} stroke={1.7} aria-hidden />}
            onClick={() => resend.mutate({ invitationId: person.id })}
          >
            {t('person.resend')}
          </Button>
          <Button
            variant="default"
            loading={revoke.isPending}
            onClick={() => revoke.mutate({ invitationId: person.id })}
          >
            {t('person.revoke')}
          </Button>
        </>
      )}
      {state === 'must_change_password' && (
        <Button
          variant="default"
          leftSection={<IconKey size={16} stroke={1.7} aria-hidden />}
          onClick={() => onStep('password')}
        >
          {t('first.new')}
        </Button>
      )}
      {doctorId && first && (
        <Button
          variant="default"
          leftSection={<IconArrowsExchange size={16} stroke={1.7} aria-hidden />}
          onClick={() => void navigate(paths.transfer({ doctor: doctorId, from: first.id }))}
        >
          {t('person.transfer')}
        </Button>
      )}
      {person.hasSecondStep && !person.isYou && (
        <Button
          variant="default"
          leftSection={<IconShieldOff size={16} stroke={1.7} aria-hidden />}
          onClick={() => onStep('secondStep')}
        >
          {t('secondStep.open')}
        </Button>
      )}
      {state !== 'invited' && !person.isYou && (
        <Button
          variant="default"
          leftSection={<IconTrash size={16} stroke={1.7} aria-hidden />}
          onClick={() => onStep('remove')}
        >
          {t('person.remove')}
        </Button>
      )}
    </div>
  )
}
