import { Checkbox, SegmentedControl, Select, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#contract/languages.ts'
import { addPerson, branchRoles } from '#contract/people.ts'
import { rolesUpTo } from '#contract/permissions.ts'
import { addStaff } from '#contract/staff.ts'
import { languages } from '../../lib/i18n.ts'
import { useAct } from '../../lib/query.ts'
import { fieldErrors } from '../../lib/refusal-words.ts'
import { useClinic } from '../../shared/place.ts'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { toast } from '../../ui/toasts.tsx'
import { FirstPassword, type FirstPasswordOf } from './FirstPassword.tsx'
import { filled, type NewPersonValues, newPerson, personInput, type Way } from './new-person.ts'
import classes from './People.module.css'
import { PlacesEditor, type PlaceValue } from './PlacesEditor.tsx'
import { useRoleName } from './use-role-name.ts'

interface AddPersonDrawerProps {
  /** One branch's own; null: head office, which chooses branches. */
  branch: { clinicId: string } | null
  onClose: () => void
}

/** One form for the three ways: a mailed link, a first password, a contact without a sign-in. */
export function AddPersonDrawer({ branch, onClose }: AddPersonDrawerProps) {
  const { t, i18n } = useTranslation('people')
  const [values, setValues] = useState<NewPersonValues>({
    ...newPerson,
    language: i18n.language === 'ur' ? 'ur' : 'en',
  })
  const [roles, setRoles] = useState<string[]>([])
  const [places, setPlaces] = useState<PlaceValue[]>([{ branchId: '', roles: [] }])
  const [given, setGiven] = useState<FirstPasswordOf | null>(null)
  const set = (change: Partial<NewPersonValues>) => setValues((before) => ({ ...before, ...change }))
  const contact = values.way === 'contact'

  const made = (answer: { id: string; outcome: 'invited' | 'created' | 'contact' | 'added' }) => {
    const name = values.fullName.trim()
    if (answer.outcome === 'created') return setGiven({ personId: answer.id, name, clinicId: branch?.clinicId ?? null })
    toast.done(t(`made.${answer.outcome}`, { name }))
    onClose()
  }
  const toBranch = useAct(addPerson, { onSuccess: made })
  const toNetwork = useAct(addStaff, { onSuccess: made })
  const act = branch ? toBranch : toNetwork
  const errors = fieldErrors(act.error)
  const save = () => {
    const input = personInput(values)
    if (branch) return toBranch.mutate({ ...branch, ...input, roles: (contact ? [] : roles) as never })
    const chosen = contact ? places.map((place) => ({ ...place, roles: ['doctor' as const] })) : places
    toNetwork.mutate({ ...input, places: chosen.filter((place) => place.roles.length > 0) })
  }
  const enough = branch ? contact || roles.length > 0 : filledPlaces(places, contact)

  if (given) return <FirstPassword {...given} onClose={onClose} />
  return (
    <FormDrawer
      opened
      onClose={onClose}
      title={t('add')}
      submitLabel={t(`form.${values.way}Act`)}
      busy={act.isPending}
      disabled={!filled(values) || !enough}
      error={Object.keys(errors).length > 0 ? null : act.error}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <div>
        <SegmentedControl
          fullWidth
          aria-label={t('form.way')}
          value={values.way}
          onChange={(way) => set({ way: way as Way })}
          data={(['invite', 'create', 'contact'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
        />
        <p className={classes.hint} style={{ marginBlockStart: '0.5rem' }}>
          {t(`form.${values.way}Hint`)}
        </p>
      </div>
      <TextInput
        label={t('form.fullName')}
        required
        data-autofocus
        maxLength={200}
        dir="auto"
        value={values.fullName}
        error={errors.fullName}
        onChange={({ currentTarget }) => set({ fullName: currentTarget.value })}
      />
      {values.way === 'create' && (
        <SegmentedControl
          aria-label={t('form.signInWith')}
          value={values.signIn}
          onChange={(signIn) => set({ signIn: signIn as NewPersonValues['signIn'] })}
          data={[
            { value: 'username', label: t('form.withUsername') },
            { value: 'email', label: t('form.withEmail') },
          ]}
        />
      )}
      {values.way === 'create' && values.signIn === 'username' ? (
        <TextInput
          label={t('form.username')}
          description={t('form.usernameHint')}
          required
          dir="ltr"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          value={values.username}
          error={errors.username}
          onChange={({ currentTarget }) => set({ username: currentTarget.value })}
        />
      ) : (
        <TextInput
          label={t('form.email')}
          required={!contact}
          type="email"
          dir="ltr"
          maxLength={254}
          value={values.email}
          error={errors.email}
          onChange={({ currentTarget }) => set({ email: currentTarget.value })}
        />
      )}
      <TextInput
        label={t('form.phone')}
        dir="ltr"
        inputMode="tel"
        maxLength={40}
        value={values.phone}
        error={errors.phone}
        onChange={({ currentTarget }) => set({ phone: currentTarget.value })}
      />
      {branch && !contact && <RoleChecks value={roles} error={errors.roles} onChange={setRoles} />}
      {!branch && <PlacesEditor value={places} onChange={setPlaces} withoutRoles={contact} />}
      {(contact || roles.includes('doctor') || places.some((place) => place.roles.includes('doctor'))) && (
        <TagsInput
          label={t('form.specialties')}
          description={t('form.specialtiesHint')}
          maxTags={12}
          value={values.specialties}
          onChange={(specialties) => set({ specialties })}
          comboboxProps={{ zIndex: 400 }}
        />
      )}
      {!contact && values.signIn === 'email' && (
        <Select
          label={t('form.language')}
          allowDeselect={false}
          data={languages.map(({ code, name }) => ({ value: code, label: name }))}
          value={values.language}
          onChange={(language) => set({ language: language as Language })}
          comboboxProps={{ zIndex: 400 }}
        />
      )}
    </FormDrawer>
  )
}

function filledPlaces(places: readonly PlaceValue[], contact: boolean): boolean {
  return places.every(({ branchId, roles }) => branchId !== '' && (contact ? branchId !== null : roles.length > 0))
}

interface RoleChecksProps {
  value: readonly string[]
  error?: string | undefined
  onChange: (roles: string[]) => void
  disabled?: boolean
}

/** The roles that whoever looks can give here, as boxes: several at once are usual in a small branch. */
export function RoleChecks({ value, error, onChange, disabled = false }: RoleChecksProps) {
  const { t } = useTranslation('people')
  const roleName = useRoleName()
  const mine = rolesUpTo(useClinic().roles)
  const shown = branchRoles.filter((role) => mine.includes(role) || value.includes(role))
  return (
    <Checkbox.Group label={t('form.roles')} error={error} value={[...value]} onChange={onChange}>
      <div className={classes.checks}>
        {shown.map((role) => (
          <Checkbox key={role} value={role} label={roleName(role)} disabled={disabled} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
