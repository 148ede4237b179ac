import { Button, TagsInput, TextInput } from '@mantine/core'
import { IconKey, IconMailForward, IconShieldOff, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editContact, type PersonRow, resendInvitation, revokeInvitation, setRoles } from '#contract/people.ts'
import { rolesUpTo } from '#contract/permissions.ts'
import { useAct } from '../../lib/query.ts'
import { PhotoField } from '../../shared/PhotoField.tsx'
import { useCan, useClinic } from '../../shared/place.ts'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { toast } from '../../ui/toasts.tsx'
import { RoleChecks } from './AddPersonDrawer.tsx'
import { FirstPassword } from './FirstPassword.tsx'
import classes from './People.module.css'
import { hasPhoto, PersonFacts } from './PersonFacts.tsx'
import { RemoveDrawer } from './RemoveDrawer.tsx'
import { SecondStepDrawer } from './SecondStepDrawer.tsx'

type Step = 'look' | 'password' | 'secondStep' | 'remove'

/** Somebody of the branch: her roles or her contact, her invitation, and the way out. */
export function PersonDrawer({ person, onClose }: { person: PersonRow; onClose: () => void }) {
  const { t } = useTranslation('people')
  const clinic = useClinic()
  const mine = rolesUpTo(clinic.roles)
  const mayChange = useCan('people.update') && !person.isYou && person.roles.every((role) => mine.includes(role))
  const [step, setStep] = useState<Step>('look')
  const contact = person.state === 'contact_only'
  const form = usePersonForm(person, onClose)
  const name = person.fullName

  if (step === 'password')
    return <FirstPassword personId={person.id} name={name} clinicId={clinic.id} onClose={onClose} />
  if (step === 'secondStep')
    return <SecondStepDrawer person={person} clinicId={clinic.id} onClose={() => setStep('look')} />
  if (step === 'remove')
    return (
      <RemoveDrawer
        person={person}
        branch={{ clinicId: clinic.id, name: clinic.name }}
        onClose={() => setStep('look')}
        onRemoved={onClose}
      />
    )
  return (
    <FormDrawer
      opened
      onClose={onClose}
      title={name}
      busy={form.busy}
      disabled={!mayChange || !form.dirty}
      error={form.error}
      onSubmit={(event) => {
        event.preventDefault()
        form.save(clinic.id)
      }}
    >
      {hasPhoto(person) && mayChange && (
        <PhotoField name={name} photo={person.photo} of={{ personId: person.id, clinicId: clinic.id }} />
      )}
      <PersonFacts person={person} />
      {person.isYou && <p className={classes.hint}>{t('person.yourself')}</p>}
      {!mayChange && !person.isYou && <p className={classes.hint}>{t('person.readOnly')}</p>}
      {contact ? form.contactFields : form.roleFields(!mayChange)}
      {mayChange && <Acts person={person} onStep={setStep} onClose={onClose} />}
    </FormDrawer>
  )
}

function usePersonForm(person: PersonRow, onClose: () => void) {
  const { t } = useTranslation('people')
  const was = person.roles.filter((role) => role !== 'org_admin')
  const [roles, setChosen] = useState<string[]>(was)
  const first = { fullName: person.fullName, email: person.email ?? '', phone: person.phone ?? '' }
  const [contact, setContact] = useState({ ...first, specialties: person.specialties })
  const done = () => {
    toast.done(t('saved'))
    onClose()
  }
  const change = useAct(setRoles, { onSuccess: done })
  const edit = useAct(editContact, { onSuccess: done })
  const isContact = person.state === 'contact_only'
  const field = (name: 'fullName' | 'email' | 'phone') => ({
    label: t(`form.${name}`),
    value: contact[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      setContact((before) => ({ ...before, [name]: currentTarget.value })),
  })
  return {
    busy: change.isPending || edit.isPending,
    error: change.error ?? edit.error,
    dirty: isContact
      ? JSON.stringify(contact) !== JSON.stringify({ ...first, specialties: person.specialties })
      : roles.length > 0 && roles.toSorted().join() !== was.toSorted().join(),
    save(clinicId: string) {
      const { fullName, email, phone, specialties } = contact
      if (isContact)
        edit.mutate({
          clinicId,
          doctorId: person.id,
          fullName,
          email: email.trim() || null,
          phone: phone.trim() || null,
          specialties,
        })
      else change.mutate({ clinicId, personId: person.id, was: person.roles, roles: roles as never })
    },
    roleFields: (disabled: boolean) => <RoleChecks value={roles} onChange={setChosen} disabled={disabled} />,
    contactFields: (
      <>
        <TextInput {...field('fullName')} required dir="auto" maxLength={200} />
        <div className={classes.pair}>
          <TextInput {...field('email')} type="email" dir="ltr" maxLength={254} />
          <TextInput {...field('phone')} dir="ltr" maxLength={40} />
        </div>
        <TagsInput
          label={t('form.specialties')}
          maxTags={12}
          value={contact.specialties}
          onChange={(specialties) => setContact((before) => ({ ...before, specialties }))}
          comboboxProps={{ zIndex: 400 }}
        />
      </>
    ),
  }
}

interface ActsProps {
  person: PersonRow
  onStep: (step: Step) => void
  onClose: () => void
}

function Acts({ person, onStep, onClose }: ActsProps) {
  const { t } = useTranslation('people')
  const { id: clinicId } = useClinic()
  const mayRemove = useCan('people.delete')
  const refused = { onError: (error: unknown) => toast.refused(error) }
  const resend = useAct(resendInvitation, { ...refused, onSuccess: () => toast.done(t('person.resent')) })
  const revoke = useAct(revokeInvitation, {
    ...refused,
    onSuccess: () => {
      toast.done(t('person.revoked'))
      onClose()
    },
  })
  const invitation = { clinicId, invitationId: person.id }
  return (
    <div className={classes.acts}>
      {person.state === 'invited' && (
        <>
          <Button
            variant="default"
            loading={resend.isPending}
            leftSection={<IconMailForward size={16} stroke={1.7} aria-hidden />}
            onClick={() => resend.mutate(invitation)}
          >
            {t('person.resend')}
          </Button>
          <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate(invitation)}>
            {t('person.revoke')}
          </Button>
        </>
      )}
      {person.state === 'must_change_password' && (
        <Button
          variant="default"
          leftSection={<IconKey size={16} stroke={1.7} aria-hidden />}
          onClick={() => onStep('password')}
        >
          {t('first.new')}
        </Button>
      )}
      {person.hasSecondStep && (
        <Button
          variant="default"
          leftSection={<IconShieldOff size={16} stroke={1.7} aria-hidden />}
          onClick={() => onStep('secondStep')}
        >
          {t('secondStep.open')}
        </Button>
      )}
      {person.state !== 'invited' && mayRemove && (
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
