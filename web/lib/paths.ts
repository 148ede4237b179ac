/**
 * Every URL of the app, built here and nowhere else: `<Link {...paths.patient(clinicId, id)}>`,
 * `navigate(paths.day(clinicId, { date }))`. The router checks them, so a URL without a route does not compile.
 */
export const routePaths = {
  signIn: '/sign-in',
  forgotten: '/forgotten',
  newPassword: '/new-password',
  account: '/account',
  accountInClinic: '/clinics/$clinicId/account',
  register: '/register',
  confirmRegistration: '/register/confirm',
  platform: '/platform',
  platformElevations: '/platform/elevations',
  platformActs: '/platform/acts',
  platformAccount: '/platform/account',
  networkSupport: '/network/support',
  firstSteps: '/clinics/$clinicId/first-steps',
  network: '/network',
  branches: '/network/branches',
  staff: '/network/staff',
  drift: '/network/staff/drift',
  transfer: '/network/staff/transfer',
  invitation: '/invitation',
  access: '/network/access',
  accessModules: '/network/access/modules',
  accessHistory: '/network/access/history',
  signInRules: '/network/access/sign-in',
  organizationBilling: '/network/billing',
  networkAudit: '/network/audit',
  networkImports: '/network/imports',
  networkImport: '/network/imports/$importId',
  clinic: '/clinics/$clinicId',
  day: '/clinics/$clinicId/day/{-$date}',
  queue: '/clinics/$clinicId/queue',
  waitingRoom: '/waiting-room/$clinicId',
  doctor: '/clinics/$clinicId/doctor',
  visit: '/clinics/$clinicId/visits/$appointmentId',
  vitals: '/clinics/$clinicId/vitals',
  patients: '/clinics/$clinicId/patients',
  patient: '/clinics/$clinicId/patients/$patientId',
  patientDetails: '/clinics/$clinicId/patients/$patientId/details',
  patientLooks: '/clinics/$clinicId/patients/$patientId/looks',
  duplicates: '/clinics/$clinicId/patients/duplicates',
  patientBilling: '/clinics/$clinicId/patients/$patientId/billing',
  billing: '/clinics/$clinicId/billing',
  invoice: '/clinics/$clinicId/billing/$invoiceId',
  imports: '/clinics/$clinicId/imports',
  import: '/clinics/$clinicId/imports/$importId',
  settings: '/clinics/$clinicId/settings',
  settingsBranch: '/clinics/$clinicId/settings/branch',
  settingsHours: '/clinics/$clinicId/settings/hours',
  settingsServices: '/clinics/$clinicId/settings/services',
  settingsDoctors: '/clinics/$clinicId/settings/doctors',
  settingsPeople: '/clinics/$clinicId/settings/people',
  settingsRoles: '/clinics/$clinicId/settings/roles',
  settingsAudit: '/clinics/$clinicId/settings/audit',
  settingsFields: '/clinics/$clinicId/settings/fields',
  networkBranding: '/network/branding',
  networkFields: '/network/fields',
  settingsBranding: '/clinics/$clinicId/settings/branding',
} as const

/** The list of invoices, or a day's payments; `before` is the cursor of an older page. */
export interface BillingPlace {
  tab?: 'payments' | undefined
  state?: 'open' | 'draft' | 'paid' | 'all' | undefined
  before?: string | undefined
  day?: string | undefined
}

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

/** The list of patients; `register` opens the registration, with what was typed before. */
export interface PatientsPlace {
  q?: string | undefined
  show?: 'owing' | 'archived' | undefined
  before?: string | undefined
  field?: string | undefined
  is?: string | undefined
  from?: string | undefined
  to?: string | undefined
  empty?: boolean | undefined
  register?: boolean | string | undefined
}

export const paths = {
  home: () => ({ to: '/' }) as const,
  signIn: (after?: string) => ({ to: routePaths.signIn, search: { after } }) as const,
  forgotten: () => ({ to: routePaths.forgotten }) as const,
  account: () => ({ to: routePaths.account }) as const,
  accountIn: (clinicId: string) => ({ to: routePaths.accountInClinic, params: { clinicId } }) as const,
  register: () => ({ to: routePaths.register }) as const,
  clinic: (clinicId: string) => ({ to: routePaths.clinic, params: { clinicId } }) as const,
  day: (clinicId: string, { date, ...search }: DayPlace = {}) =>
    ({ to: routePaths.day, params: { clinicId, date }, search }) as const,
  queue: (clinicId: string, search: Pick<DayPlace, 'doctors' | 'visit'> = {}) =>
    ({ to: routePaths.queue, params: { clinicId }, search }) as const,
  doctor: (clinicId: string) => ({ to: routePaths.doctor, params: { clinicId } }) as const,
  visit: (clinicId: string, appointmentId: string) =>
    ({ to: routePaths.visit, params: { clinicId, appointmentId } }) as const,
  billing: (clinicId: string, search: BillingPlace = {}) =>
    ({ to: routePaths.billing, params: { clinicId }, search }) as const,
  invoice: (clinicId: string, invoiceId: string) =>
    ({ to: routePaths.invoice, params: { clinicId, invoiceId } }) as const,
  patients: (clinicId: string, search: PatientsPlace = {}) =>
    ({ to: routePaths.patients, params: { clinicId }, search }) as const,
  /** The patient's timeline. */
  patient: (clinicId: string, patientId: string) =>
    ({ to: routePaths.patient, params: { clinicId, patientId } }) as const,
  patientDetails: (clinicId: string, patientId: string) =>
    ({ to: routePaths.patientDetails, params: { clinicId, patientId } }) as const,
  patientLooks: (clinicId: string, patientId: string) =>
    ({ to: routePaths.patientLooks, params: { clinicId, patientId } }) as const,
  duplicates: (clinicId: string) => ({ to: routePaths.duplicates, params: { clinicId } }) as const,
  /** The patient's account; `draft` opens a new invoice. */
  patientBilling: (clinicId: string, patientId: string, draft?: true) =>
    ({ to: routePaths.patientBilling, params: { clinicId, patientId }, search: { draft } }) as const,
  /** Opens the payment drawer over whatever is on screen; `find`: who pays is looked up there. */
  pay: (patientId: string) =>
    ({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, pay: patientId }) }) as const,
  /** Head office's table of staff; `person` opens her drawer. */
  staff: (search: { person?: string | undefined } = {}) => ({ to: routePaths.staff, search }) as const,
  transfer: (search: { doctor?: string | undefined; from?: string | undefined } = {}) =>
    ({ to: routePaths.transfer, search }) as const,
  imports: (clinicId: string) => ({ to: routePaths.imports, params: { clinicId } }) as const,
  import: (clinicId: string, importId: string) => ({ to: routePaths.import, params: { clinicId, importId } }) as const,
  networkImports: () => ({ to: routePaths.networkImports }) as const,
  networkImport: (importId: string) => ({ to: routePaths.networkImport, params: { importId } }) as const,
  settingsDoctors: (clinicId: string, doctor?: string) =>
    ({ to: routePaths.settingsDoctors, params: { clinicId }, search: { doctor } }) as const,
}

/** The same screen in another branch, where it exists without an id of the first; else that branch's start. */
export function samePlace(pathname: string, clinicId: string): string {
  const [, , , screen, page, more] = pathname.split('/')
  const stays = pathname.startsWith('/clinics/') && screen && !more
  const keepsPage = screen === 'settings' && page
  return stays ? `/clinics/${clinicId}/${screen}${keepsPage ? `/${page}` : ''}` : `/clinics/${clinicId}`
}
