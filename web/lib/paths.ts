/**
 * Every URL of the app, built here and nowhere else: `<Link {...paths.patient(clinicId, id)}>`,
 * `navigate(paths.day(clinicId, { date }))`. The router checks them, so a URL without a route does not compile.
 */
export const routePaths = {
  signIn: '/sign-in',
  network: '/network',
  analytics: '/network/analytics',
  branches: '/network/branches',
  staff: '/network/staff',
  templates: '/network/templates',
  organizationBilling: '/network/billing',
  clinic: '/clinics/$clinicId',
  day: '/clinics/$clinicId/day/{-$date}',
  queue: '/clinics/$clinicId/queue',
  waitingRoom: '/waiting-room/$clinicId',
  doctor: '/clinics/$clinicId/doctor',
  visit: '/clinics/$clinicId/visits/$appointmentId',
  vitals: '/clinics/$clinicId/vitals',
  patients: '/clinics/$clinicId/patients',
  patient: '/clinics/$clinicId/patients/$patientId',
  billing: '/clinics/$clinicId/billing',
  invoice: '/clinics/$clinicId/billing/$invoiceId',
  imports: '/clinics/$clinicId/imports',
  import: '/clinics/$clinicId/imports/$importId',
  settings: '/clinics/$clinicId/settings',
  settingsHours: '/clinics/$clinicId/settings/hours',
  settingsServices: '/clinics/$clinicId/settings/services',
  settingsDoctors: '/clinics/$clinicId/settings/doctors',
  settingsPeople: '/clinics/$clinicId/settings/people',
  settingsBranding: '/clinics/$clinicId/settings/branding',
} as const

/** A day of a branch; no date is today. What else its URL can say is in features/appointments/day-search.ts. */
export interface DayPlace {
  date?: string | undefined
  doctors?: string[] | undefined
  view?: 'calendar' | 'queue' | undefined
  visit?: string | undefined
  book?: string | undefined
  at?: string | undefined
  patient?: string | undefined
  walkIn?: boolean | undefined
}

export const paths = {
  home: () => ({ to: '/' }) as const,
  signIn: (after?: string) => ({ to: routePaths.signIn, search: { after } }) as const,
  clinic: (clinicId: string) => ({ to: routePaths.clinic, params: { clinicId } }) as const,
  day: (clinicId: string, { date, ...search }: DayPlace = {}) =>
    ({ to: routePaths.day, params: { clinicId, date }, search }) as const,
  queue: (clinicId: string, search: Pick<DayPlace, 'doctors' | 'visit'> = {}) =>
    ({ to: routePaths.queue, params: { clinicId }, search }) as const,
  waitingRoom: (clinicId: string) => ({ to: routePaths.waitingRoom, params: { clinicId } }) as const,
  doctor: (clinicId: string) => ({ to: routePaths.doctor, params: { clinicId } }) as const,
  visit: (clinicId: string, appointmentId: string) =>
    ({ to: routePaths.visit, params: { clinicId, appointmentId } }) as const,
}

/** Files of the API, for openFile and downloadFile. */
export const files = {
  prescription: (clinicId: string, encounterId: string, language: string) =>
    `/api/clinics/${clinicId}/encounters/${encounterId}/prescription?language=${language}`,
}

/** The same screen in another branch, where it exists without an id of the first; else that branch's start. */
export function samePlace(pathname: string, clinicId: string): string {
  const [, , , screen, page, more] = pathname.split('/')
  const stays = pathname.startsWith('/clinics/') && screen && !more
  const keepsPage = screen === 'settings' && page
  return stays ? `/clinics/${clinicId}/${screen}${keepsPage ? `/${page}` : ''}` : `/clinics/${clinicId}`
}
