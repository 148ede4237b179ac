import type { Page } from 'playwright-core'
import type { sampleOperators, sampleSignIns } from '#db/demo/people.ts'

/** Rows of the sample group that screens are opened on. */
export interface Shown {
  clinicId: string
  /** With the doctor now; its patient has been here before. */
  appointmentId: string
  patientId: string
  /** Owes something. */
  owingId: string
  /** In its preview. */
  importId: string
}

export interface MainScreen {
  /** Of the picture: docs/screens/<name>.png. */
  name: string
  /** Key of a sample sign-in, or one of the operator's people; null: nobody. */
  as: (typeof sampleSignIns)[number]['key'] | (typeof sampleOperators)[number]['role'] | null
  path: (shown: Shown) => string
  /** What a person does before she looks. */
  act?: (page: Page) => Promise<unknown>
  /** In which looks the picture is taken; 1280 when left out. */
  looks?: Look[]
  /** No part of the web app: its words and colours are not the app's. */
  outside?: boolean
}

/** A width in pixels; or the phone (in the dark too), the dark colours, Urdu from right to left. */
export type Look = 1280 | 1920 | 'phone' | 'phone-dark' | 'dark' | 'urdu'

/** Every main screen of the product: pictured by `npm run screens`, and held against axe in tests/e2e. */
export const mainScreens: MainScreen[] = [
  { name: 'sign-in', as: null, path: () => '/sign-in', looks: [1280, 'phone', 'urdu'] },
  { name: 'register', as: null, path: () => '/register', looks: [1280, 'phone', 'urdu'] },
  {
    name: 'day',
    as: 'front-desk',
    path: ({ clinicId }) => `/clinics/${clinicId}/day`,
    looks: [1280, 1920, 'phone', 'dark', 'urdu'],
  },
  { name: 'day-book', as: 'front-desk', path: ({ clinicId }) => `/clinics/${clinicId}/day?book=any` },
  {
    name: 'day-find',
    as: 'front-desk',
    path: ({ clinicId }) => `/clinics/${clinicId}/day`,
    act: async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('muhammad')
      await page.waitForTimeout(1200)
    },
  },
  { name: 'queue', as: 'front-desk', path: ({ clinicId }) => `/clinics/${clinicId}/queue`, looks: [1280, 'phone'] },
  {
    name: 'waiting-room',
    as: 'front-desk',
    path: ({ clinicId }) => `/waiting-room/${clinicId}`,
    looks: [1280, 'urdu'],
  },
  {
    name: 'patients',
    as: 'front-desk',
    path: ({ clinicId }) => `/clinics/${clinicId}/patients`,
    looks: [1280, 'phone'],
  },
  {
    name: 'patient',
    as: 'front-desk',
    path: ({ clinicId, patientId }) => `/clinics/${clinicId}/patients/${patientId}`,
    looks: [1280, 'phone', 'urdu'],
  },
  {
    name: 'patient-details',
    as: 'front-desk',
    path: ({ clinicId, patientId }) => `/clinics/${clinicId}/patients/${patientId}/details`,
  },
  { name: 'duplicates', as: 'front-desk', path: ({ clinicId }) => `/clinics/${clinicId}/patients/duplicates` },
  { name: 'doctor', as: 'doctor', path: ({ clinicId }) => `/clinics/${clinicId}/doctor`, looks: [1280, 'phone'] },
  {
    name: 'visit',
    as: 'doctor',
    path: ({ clinicId, appointmentId }) => `/clinics/${clinicId}/visits/${appointmentId}`,
    looks: [1280, 1920, 'dark', 'urdu'],
  },
  { name: 'vitals', as: 'nurse', path: ({ clinicId }) => `/clinics/${clinicId}/vitals` },
  { name: 'billing', as: 'billing', path: ({ clinicId }) => `/clinics/${clinicId}/billing` },
  { name: 'payments', as: 'billing', path: ({ clinicId }) => `/clinics/${clinicId}/billing?tab=payments` },
  {
    name: 'pay',
    as: 'billing',
    path: ({ clinicId, owingId }) => `/clinics/${clinicId}/billing?pay=${owingId}`,
    looks: [1280, 'phone'],
  },
  {
    name: 'account',
    as: 'billing',
    path: ({ clinicId, owingId }) => `/clinics/${clinicId}/patients/${owingId}/billing`,
  },
  { name: 'settings-branch', as: 'manager', path: ({ clinicId }) => `/clinics/${clinicId}/settings/branch` },
  { name: 'settings-hours', as: 'manager', path: ({ clinicId }) => `/clinics/${clinicId}/settings/hours` },
  { name: 'settings-services', as: 'manager', path: ({ clinicId }) => `/clinics/${clinicId}/settings/services` },
  { name: 'settings-sessions', as: 'manager', path: ({ clinicId }) => `/clinics/${clinicId}/settings/doctors` },
  {
    name: 'settings-people',
    as: 'clinic-admin',
    path: ({ clinicId }) => `/clinics/${clinicId}/settings/people`,
    looks: [1280, 'phone', 'urdu'],
  },
  { name: 'settings-branding', as: 'manager', path: ({ clinicId }) => `/clinics/${clinicId}/settings/branding` },
  { name: 'imports', as: 'manager', path: ({ clinicId }) => `/clinics/${clinicId}/imports` },
  {
    name: 'import-preview',
    as: 'manager',
    path: ({ clinicId, importId }) => `/clinics/${clinicId}/imports/${importId}`,
  },
  { name: 'staff', as: 'head-office', path: () => '/network/staff', looks: [1280, 'phone', 'urdu'] },
  { name: 'staff-rights', as: 'head-office', path: () => '/network/staff/drift' },
  { name: 'network', as: 'head-office', path: () => '/network', looks: [1280, 1920, 'phone', 'urdu'] },
  { name: 'network-branch', as: 'head-office', path: ({ clinicId }) => `/network?branch=${clinicId}`, looks: [1920] },
  { name: 'branches', as: 'head-office', path: () => '/network/branches' },
  { name: 'audit', as: 'head-office', path: () => '/network/audit', looks: [1280, 'phone', 'dark', 'urdu'] },
  {
    name: 'audit-act',
    as: 'head-office',
    path: () => '/network/audit',
    act: async (page) => {
      await page.locator('tbody tr').first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'settings-audit', as: 'clinic-admin', path: ({ clinicId }) => `/clinics/${clinicId}/settings/audit` },
  {
    name: 'patient-looks',
    as: 'clinic-admin',
    path: ({ clinicId, patientId }) => `/clinics/${clinicId}/patients/${patientId}/looks`,
  },
  { name: 'forgotten', as: null, path: () => '/forgotten', looks: [1280] },
  { name: 'new-password', as: null, path: () => '/new-password#a-link-that-came-by-mail', looks: [1280] },
  {
    name: 'own-account',
    as: 'front-desk',
    path: ({ clinicId }) => `/clinics/${clinicId}/account`,
    looks: [1280, 'phone', 'urdu'],
  },
  { name: 'access-rights', as: 'head-office', path: () => '/network/access' },
  { name: 'access-modules', as: 'head-office', path: () => '/network/access/modules' },
  { name: 'access-history', as: 'head-office', path: () => '/network/access/history' },
  {
    name: 'access-branch',
    as: 'clinic-admin',
    path: ({ clinicId }) => `/clinics/${clinicId}/settings/roles`,
  },
  { name: 'sign-in-rules', as: 'head-office', path: () => '/network/access/sign-in', looks: [1280] },
  { name: 'settings-fields', as: 'clinic-admin', path: ({ clinicId }) => `/clinics/${clinicId}/settings/fields` },
  { name: 'network-fields', as: 'head-office', path: () => '/network/fields' },
  { name: 'network-branding', as: 'head-office', path: () => '/network/branding', looks: [1280, 'phone', 'urdu'] },
  { name: 'network-support', as: 'head-office', path: () => '/network/support' },
  {
    name: 'first-steps',
    as: 'clinic-admin',
    path: ({ clinicId }) => `/clinics/${clinicId}/first-steps`,
  },
  { name: 'network-plan', as: 'head-office', path: () => '/network/billing', looks: [1280, 'phone', 'dark', 'urdu'] },
  { name: 'platform', as: 'super_admin', path: () => '/platform', looks: [1280, 'phone', 'dark', 'urdu'] },
  {
    name: 'platform-organization',
    as: 'support',
    path: () => '/platform',
    act: async (page) => {
      await page.getByRole('row', { name: /DentoCare/ }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'platform-elevations', as: 'super_admin', path: () => '/platform/elevations' },
  { name: 'platform-acts', as: 'super_admin', path: () => '/platform/acts', looks: [1280, 'phone', 'dark', 'urdu'] },
  { name: 'api', as: null, path: () => '/api/docs', outside: true },
]
