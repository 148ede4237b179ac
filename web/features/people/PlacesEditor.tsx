import { ActionIcon, Button, MultiSelect, Select } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { roles as everyRole, type Role } from '#contract/permissions.ts'
import { useSession } from '../../lib/session.ts'
import classes from './People.module.css'
import { useRoleName } from './use-role-name.ts'

export interface PlaceValue {
  /** null: the whole organization; empty: nothing chosen yet. */
  branchId: string | null
  roles: Role[]
}

const everywhere = 'everywhere'

interface PlacesEditorProps {
  value: PlaceValue[]
  onChange: (places: PlaceValue[]) => void
  /** Contacts stand in branches and have no role. */
  withoutRoles?: boolean
}

/** Branches and roles of somebody, several of both; head office's own role is for the whole organization alone. */
export function PlacesEditor({ value, onChange, withoutRoles = false }: PlacesEditorProps) {
  const { t } = useTranslation('people')
  const roleName = useRoleName()
  const { clinics } = useSession()
  const set = (at: number, change: Partial<PlaceValue>) =>
    onChange(value.map((place, index) => (index === at ? { ...place, ...change } : place)))
  const taken = new Set(value.map(({ branchId }) => branchId ?? everywhere))
  const branches = [
    ...(withoutRoles ? [] : [{ value: everywhere, label: t('everywhere') }]),
    ...clinics.map(({ id, name, city }) => ({ value: id, label: city ? `${name} · ${city}` : name })),
  ]
  const nameOf = (branchId: string | null) =>
    branchId === '' ? t('staff.branch') : (clinics.find(({ id }) => id === branchId)?.name ?? t('everywhere'))

  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '0.75rem' }}>
      <legend style={{ padding: 0, fontWeight: 500, marginBlockEnd: '0.5rem' }}>{t('form.places')}</legend>
      {value.map((place, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place has no other identity while its branch is being chosen
        <div key={at} className={classes.place}>
          <Select
            aria-label={t('person.place')}
            placeholder={t('staff.branch')}
            searchable
            allowDeselect={false}
            data={branches.filter((one) => !taken.has(one.value) || one.value === (place.branchId ?? everywhere))}
            value={place.branchId === '' ? null : (place.branchId ?? everywhere)}
            onChange={(branch) => {
              const branchId = branch === everywhere ? null : branch
              const roles = place.roles.filter((role) => branchId === null || role !== 'org_admin')
              set(at, { branchId, roles })
            }}
            comboboxProps={{ zIndex: 400 }}
          />
          {!withoutRoles && (
            <MultiSelect
              className={classes.placeRoles}
              aria-label={t('person.rolesAt', { place: nameOf(place.branchId) })}
              placeholder={place.roles.length === 0 ? t('staff.role') : undefined}
              data={everyRole
                .filter((role) => role !== 'org_admin' || place.branchId === null)
                .map((role) => ({ value: role, label: roleName(role) }))}
              value={place.roles}
              onChange={(roles) => set(at, { roles: roles as Role[] })}
              comboboxProps={{ zIndex: 400 }}
            />
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            disabled={value.length === 1}
            aria-label={t('person.removePlace', { place: nameOf(place.branchId) })}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          >
            <IconX size={16} stroke={1.7} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.7} aria-hidden />}
          onClick={() => {
            if (!taken.has('')) onChange([...value, { branchId: '', roles: [] }])
          }}
        >
          {t('person.addPlace')}
        </Button>
      </div>
    </fieldset>
  )
}
