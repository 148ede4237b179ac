import { getToken, type Visit } from '#contract/appointments.ts'
import type { PrintLanguage } from '#contract/languages.ts'
import { requestFor } from '#web/lib/api.ts'
import { useClinic } from '#web/shared/place.ts'

/** Where the token slip of a visit is printed, in a language; for PrintButton. */
export function useTokenPath() {
  const { id: clinicId } = useClinic()
  return (visit: Visit) => (language: PrintLanguage) =>
    requestFor(getToken, { clinicId, appointmentId: visit.id, language }).url
}
