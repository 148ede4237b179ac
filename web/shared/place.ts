import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Permission } from '#contract/permissions.ts'
import { platformId } from '#contract/session.ts'
import { type Session, type SessionClinic, useSession } from '../lib/session.ts'

export interface Place {
  session: Session
  /** The branch on screen; undefined at head office. */
  clinic: SessionClinic | undefined
  can: (permission: Permission) => boolean
}

/** Where the person is and what she may do there. */
export function usePlace(): Place {
  const session = useSession()
  const { clinicId } = useParams({ strict: false }) as { clinicId?: string }
  const clinic = session.clinics.find(({ id }) => id === clinicId)
  const onlyLooks = session.elevation?.asName === null
  const atHq = (permission: Permission) =>
    session.organizationWide && session.roles.includes('org_admin') && (!onlyLooks || permission.endsWith('.read'))
  return { session, clinic, can: (permission) => clinic?.permissions.includes(permission) ?? atHq(permission) }
}

/** What an organization is called, or the operator's platform, which is none. */
export function usePlaceName(): (place: { id: string; name: string }) => string {
  const { t } = useTranslation('shell')
  return ({ id, name }) => (id === platformId ? t('account.platform') : name)
}

/** The branch on screen. Throws outside `/clinics/…`. */
export function useClinic(): SessionClinic {
  const { clinic } = usePlace()
  if (!clinic) throw new Error('This part of the screen belongs inside a branch')
  return clinic
}

/** May she do this here? Hides what the API would refuse anyway. */
export function useCan(permission: Permission): boolean {
  return usePlace().can(permission)
}

/** Keeps the entries that this person may open. */
export function useOpenable<Item extends { needs: Permission }>(items: readonly Item[]): Item[] {
  const { can } = usePlace()
  return items.filter(({ needs }) => can(needs))
}
