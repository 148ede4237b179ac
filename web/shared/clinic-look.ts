import { useQuery } from '@tanstack/react-query'
import { type Clinic, getClinic, getLogo } from '#contract/clinics.ts'
import { requestFor } from '../lib/api.ts'
import { addressOf, fetchFile } from '../lib/download.ts'
import { useCall } from '../lib/query.ts'
import type { SessionClinic } from '../lib/session.ts'

/** Colour and logo of the branch on screen; follows a change by anybody at once, which the session would not. */
export function useClinicLook(clinic: SessionClinic | undefined): { color: string | null; logoUrl: string | null } {
  const answer = useCall(getClinic, clinic ? { clinicId: clinic.id } : null, { topics: ['clinic'], staleMs: 300_000 })
  const logoUrl = useClinicLogo(answer.data)
  return { color: (answer.data ?? clinic)?.color ?? null, logoUrl }
}

/** The logo as a data address for <img>, or null without one. An <img> could not send the access token itself. */
export function useClinicLogo(clinic: Pick<Clinic, 'id' | 'hasLogo' | 'version'> | undefined): string | null {
  const logo = useQuery({
    queryKey: ['clinic-logo', clinic?.id, clinic?.version],
    queryFn: async () => addressOf((await fetchFile(requestFor(getLogo, { clinicId: clinic!.id }).url)).blob),
    enabled: clinic?.hasLogo === true,
    staleTime: Number.POSITIVE_INFINITY,
    // Another change of the branch asks again, without a moment of no logo.
    placeholderData: (before, query) => (query?.queryKey[1] === clinic?.id ? before : undefined),
  })
  return (clinic?.hasLogo && logo.data) || null
}
