import {
  IconBuildingStore,
  IconCalendarWeek,
  IconCreditCard,
  IconFileImport,
  IconForms,
  IconHeartbeat,
  IconHistory,
  IconLayoutGrid,
  IconLifebuoy,
  IconListNumbers,
  IconPalette,
  IconReceipt2,
  IconSettings,
  IconShieldLock,
  IconStethoscope,
  IconUserHeart,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { ParseKeys } from 'i18next'
import type { Permission } from '#contract/permissions.ts'
import { routePaths } from '../lib/paths.ts'

export interface NavItem {
  to: string
  label: ParseKeys<'shell'>
  icon: typeof IconCalendarWeek
  /** Who may open it. */
  needs: Permission
  /** `g d`: works everywhere and is listed under `?`. */
  keys: string
}

/** A branch's screens, in the order of a day's work; the first five are the phone's lower bar. */
export const clinicNav: readonly NavItem[] = [
  { to: routePaths.day, label: 'nav.day', icon: IconCalendarWeek, needs: 'appointments.read', keys: 'g d' },
  { to: routePaths.queue, label: 'nav.queue', icon: IconListNumbers, needs: 'queue.read', keys: 'g q' },
  { to: routePaths.doctor, label: 'nav.visits', icon: IconStethoscope, needs: 'encounters.update', keys: 'g v' },
  { to: routePaths.vitals, label: 'nav.vitals', icon: IconHeartbeat, needs: 'vitals.create', keys: 'g m' },
  { to: routePaths.patients, label: 'nav.patients', icon: IconUserHeart, needs: 'patients.read', keys: 'g p' },
  { to: routePaths.billing, label: 'nav.billing', icon: IconReceipt2, needs: 'invoices.read', keys: 'g b' },
  { to: routePaths.imports, label: 'nav.imports', icon: IconFileImport, needs: 'imports.read', keys: 'g i' },
  { to: routePaths.settings, label: 'nav.settings', icon: IconSettings, needs: 'clinic.update', keys: 'g s' },
]

/** Head office's screens. */
export const networkNav: readonly NavItem[] = [
  { to: routePaths.network, label: 'nav.overview', icon: IconLayoutGrid, needs: 'network.read', keys: 'g o' },
  { to: routePaths.branches, label: 'nav.branches', icon: IconBuildingStore, needs: 'network.read', keys: 'g r' },
  { to: routePaths.staff, label: 'nav.staff', icon: IconUsersGroup, needs: 'network.read', keys: 'g f' },
  { to: routePaths.access, label: 'nav.access', icon: IconShieldLock, needs: 'network.read', keys: 'g c' },
  {
    to: routePaths.organizationBilling,
    label: 'nav.organizationBilling',
    icon: IconCreditCard,
    needs: 'network.read',
    keys: 'g b',
  },
  { to: routePaths.networkBranding, label: 'nav.branding', icon: IconPalette, needs: 'network.update', keys: 'g n' },
  { to: routePaths.networkFields, label: 'nav.fields', icon: IconForms, needs: 'network.update', keys: 'g k' },
  { to: routePaths.networkAudit, label: 'nav.audit', icon: IconHistory, needs: 'audit.read', keys: 'g h' },
  { to: routePaths.networkImports, label: 'nav.imports', icon: IconFileImport, needs: 'network.create', keys: 'g i' },
  { to: routePaths.networkSupport, label: 'nav.support', icon: IconLifebuoy, needs: 'network.update', keys: 'g u' },
]

export const settingsNav: readonly Omit<NavItem, 'icon' | 'keys'>[] = [
  { to: routePaths.settingsBranch, label: 'settings.branch', needs: 'clinic.update' },
  { to: routePaths.settingsHours, label: 'settings.hours', needs: 'clinic.update' },
  { to: routePaths.settingsServices, label: 'settings.services', needs: 'services.update' },
  { to: routePaths.settingsDoctors, label: 'settings.doctors', needs: 'schedule.update' },
  { to: routePaths.settingsPeople, label: 'settings.people', needs: 'people.read' },
  { to: routePaths.settingsRoles, label: 'settings.roles', needs: 'roles.read' },
  { to: routePaths.settingsFields, label: 'settings.fields', needs: 'fields.update' },
  { to: routePaths.settingsBranding, label: 'settings.branding', needs: 'clinic.update' },
  { to: routePaths.settingsAudit, label: 'settings.audit', needs: 'audit.read' },
]
