import { TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editContact, type PersonRow, setRoles } from '#contract/people.ts'
import { rolesUpTo } from '#contract/permissions.ts'
import { useAct } from '../../lib/query.ts'
import { useCan, useClinic } from '../../shared/place.ts'
import { toast } from '../../ui/toasts.tsx'
import { RoleChecks } from './AddPersonDrawer.tsx'
import classes from './People.module.css'
import { PersonFrame } from './PersonFrame.tsx'

/** Somebody of the branch: her roles or her contact, her invitation, and the way out. */
export function PersonDrawer({ person, onClose }: { person: PersonRow; onClose: () => void }) {
  const { t } = useTranslation('people')
  const { id: clinicId, name, roles } = useClinic()
  const mine = rolesUpTo(roles)
  const mayChange = useCan('people.update') && !person.isYou && person.roles.every((role) => mine.includes(role))
  const mayRemove = useCan('people.delete')
  const form = usePersonForm(person, onClose)
  return (
    <PersonFrame
      person={person}
      branch={{ clinicId, name }}
      mayChange={mayChange}
      mayRemove={mayRemove}
      busy={form.busy}
      disabled={!mayChange || !form.dirty}
      error={form.error}
      onSave={() => form.save(clinicId)}
      onClose={onClose}
    >
      {person.isYou && <p className={classes.hint}>{t('person.yourself')}</p>}
      {!mayChange && !person.isYou && <p className={classes.hint}>{t('person.readOnly')}</p>}
      {person.state === 'contact_only' ? form.contactFields : form.roleFields(!mayChange)}
    </PersonFrame>
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
