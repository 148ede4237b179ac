import { type Sex, staffName } from './names.ts'
import type { Branch } from './places.ts'
import { stream } from './random.ts'

/** The organization's name and host; `.example` can never be registered (RFC 2606). */
export const group = { name: 'DentoCare', slug: 'dentocare', mailHost: 'dentocare.example' }

/** Everybody of the sample group signs in with this. It is public: sample people exist on demonstration data only. */
export const samplePassword = 'polyclinic'

export type Role =
  | 'org_admin'
  | 'clinic_admin'
  | 'clinic_manager'
  | 'doctor'
  | 'receptionist'
  | 'billing'
  | 'nurse'
  | 'pharmacist'

export interface SampleSignIn {
  key: string
  /** On the card of the sign-in page. */
  label: string
  name: string
  email: string
  role: Role
  /** null: the whole organization. */
  branchSlug: string | null
}

/** The people on the sign-in page's cards. The first two branches' people make the six stories of the product. */
export const sampleSignIns: SampleSignIn[] = [
  signIn('front-desk', 'Front desk', 'Ayesha Khalid', 'receptionist', 'gulberg'),
  signIn('doctor', 'Doctor', 'Dr. Hina Qureshi', 'doctor', 'gulberg'),
  signIn('nurse', 'Nurse', 'Rabia Aslam', 'nurse', 'gulberg'),
  signIn('pharmacist', 'Pharmacist', 'Usman Ghani', 'pharmacist', 'gulberg'),
  signIn('billing', 'Billing', 'Naveed Akhtar', 'billing', 'gulberg'),
  signIn('manager', 'Branch manager', 'Kamran Butt', 'clinic_manager', 'gulberg'),
  signIn('clinic-admin', 'Clinic admin', 'Sadia Mahmood', 'clinic_admin', 'gulberg'),
  signIn('head-office', 'Head office', 'Asad Rehman', 'org_admin', null),
  signIn('front-desk-dha', 'Front desk, another branch', 'Bilal Sheikh', 'receptionist', 'dha-lahore'),
]

/** The operator's people beside the sample group. They see no patient of it, unless they open it with a reason. */
export const sampleOperators = [
  { name: 'Nasir Javed', email: 'super-admin@polyclinic.example', role: 'super_admin' },
  { name: 'Mahnoor Tariq', email: 'support@polyclinic.example', role: 'support' },
] as const

export interface StaffMember {
  name: string
  email: string
  role: Role
  branchSlug: string | null
}

/** The sample sign-in of this key. Throws when there is none. */
export function getSampleSignIn(key: string): SampleSignIn {
  const found = sampleSignIns.find((person) => person.key === key)
  if (!found) throw new Error(`No sample sign-in "${key}"`)
  return found
}

/**
 * Who works at a branch besides its doctors: an admin or manager, two or three at the front desk, a nurse and
 * billing. The named sample people fill their own places first.
 */
export function staffOf(branch: Branch, seed: string): StaffMember[] {
  const random = stream(seed, 'staff', branch.slug)
  const named = sampleSignIns.filter((person) => person.branchSlug === branch.slug && person.role !== 'doctor')
  const wanted: Role[] = [
    ...(named.length > 1 ? (['clinic_admin', 'clinic_manager'] as const) : ([random.pick(leaders)] as const)),
    ...Array<Role>(random.int(2, 3)).fill('receptionist'),
    'nurse',
    'billing',
    // Last, so that everybody before is drawn as if there were none.
    ...named.flatMap(({ role }) => (role === 'pharmacist' ? [role] : [])),
  ]
  const open = [...named]
  return wanted.map((role, position) => {
    const at = open.findIndex((person) => person.role === role)
    if (at >= 0) return open.splice(at, 1)[0]!
    const sex: Sex = role === 'nurse' || random.chance(0.5) ? 'female' : 'male'
    const name = staffName(random, sex)
    return { name, email: mailbox(name, `${branch.slug}.${position + 1}`), role, branchSlug: branch.slug }
  })
}

const leaders: Role[] = ['clinic_admin', 'clinic_manager', 'clinic_manager']

/** `Dr. Hina Qureshi` at `gulberg` → `hina.qureshi.gulberg@dentocare.example`. */
export function mailbox(name: string, where: string): string {
  const local = name.replace('Dr. ', '').toLowerCase().replaceAll(' ', '.')
  return `${local}.${where}@${group.mailHost}`
}

/** A doctor's name, with the title it is written with. */
export function doctorName(seed: string, slug: string, position: number): { name: string; sex: Sex } {
  const random = stream(seed, 'doctor name', slug, position)
  const sex: Sex = random.chance(0.55) ? 'female' : 'male'
  const name = staffName(random, sex)
  return { name: `Dr. ${name}`, sex }
}

function signIn(key: string, label: string, name: string, role: Role, branchSlug: string | null): SampleSignIn {
  return { key, label, name, role, branchSlug, email: `${key}@${group.mailHost}` }
}
