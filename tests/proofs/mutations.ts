import type pg from 'pg'
import { registerPatient } from '#contract/patients.ts'
import { mutateGuard } from './mutations/guard.ts'
import type { Mutant } from './mutations/mutant.ts'
import { mutateNeeds } from './mutations/needs.ts'
import { mutatePolicies, type Strangers } from './mutations/policies.ts'
import { makeProbes } from './mutations/probes.ts'
import { moreRows } from './mutations/rows.ts'
import type { ProofOptions, ProofResult } from './proof.ts'
import { openSetting } from './setting.ts'
import type { Setting } from './walls/turn.ts'
import { makeVictims, placesOf } from './walls/victims.ts'
import { makeWorld } from './walls/world.ts'

export interface MutationsResult extends ProofResult {
  mutants: Mutant[]
}

/**
 * The guard broken in one place after the other, in a scratch database: each policy opened, each condition of the
 * functions that set the scope taken out, each endpoint's right loosened. Each must be noticed by what the tests look at.
 */
export async function proveMutations({
  adminUrl,
  appUrl,
  report,
}: Omit<ProofOptions, 'full'>): Promise<MutationsResult> {
  const setting = await openSetting(adminUrl, appUrl)
  try {
    const { own } = setting
    const { strangers, others } = await arrange(setting)
    const policies = await mutatePolicies(setting, appUrl, strangers)
    const guard = await mutateGuard(setting, await makeProbes(setting, appUrl, others))
    const ids = await makeWorld(setting.admin, own, { when: 'today', appointment: 'in_room', encounter: 'open' })
    // Whoever must be refused is, before anything is looked for: an id that the world has none of may be anybody's.
    const anyIds = new Proxy(ids, { get: (known, name: string) => known[name] ?? crypto.randomUUID() })
    const needs = await mutateNeeds(setting, anyIds)
    const mutants = [...policies, ...guard, ...needs]
    const survived = mutants.filter(({ killedBy }) => killedBy === null)
    const failures = survived.map(({ name }) => `nothing noticed: ${name}`)
    for (const failure of failures.slice(0, 40)) report(failure)
    const figures = {
      killed: mutants.length - survived.length,
      total: mutants.length,
      policies: policies.length,
      guardConditions: guard.length,
      endpointRights: needs.length,
    }
    const sentence =
      `${figures.killed} of ${figures.total} mutations of the guard killed: ${policies.length} policies opened, ` +
      `${guard.length} conditions of the guard's functions taken out, ${needs.length} endpoints' rights loosened.`
    return { passed: survived.length === 0, sentence, figures, failures, mutants }
  } finally {
    await setting.close()
  }
}

/** Rows of everything in strangers' hands, and a patient of another doctor of the same branch. */
async function arrange(
  setting: Setting,
): Promise<{ strangers: Strangers; others: { patientId: string; name: string } }> {
  const { admin, ok, group } = setting
  const { own, north, foreign } = placesOf(group)
  await makeVictims(admin, ok, group, { own, north, foreign })
  const elsewhere = { ...own, doctorId: group.doctors.bilal, word: 'Matterhorn' }
  const theirs = await makeWorld(admin, elsewhere, { when: 'today', appointment: 'in_room', encounter: 'finished' })
  const hers = await makeWorld(admin, own)
  await moreRows(admin, { own, north, foreign, theirs, hers })
  await admin.query('insert into audit_retention (organization_id) values ($1) on conflict do nothing', [
    own.organizationId,
  ])
  await admin.query(`insert into audit_checks (organization_id, state, finished_at) values ($1, 'whole', now())`, [
    own.organizationId,
  ])
  const doctorsBranch = await branchOfDoctor(admin, setting)
  // Through the front door, so that the search has its keys.
  const others = await ok(group.people.receptionist, registerPatient, {
    clinicId: own.clinicId,
    fullName: 'Wilhelmina Sturmfels',
    phone: '+923219990001',
  })
  await admin.query(
    `insert into appointments (organization_id, clinic_id, patient_id, doctor_id, starts_at, ends_at)
     values ($1, $2, $3, $4, now(), now() + interval '30 minutes')`,
    [own.organizationId, own.clinicId, others.id, group.doctors.bilal],
  )
  const strangers: Strangers = {
    receptionist: [group.people.receptionist.sessionId, group.clinics.gulberg],
    doctor: doctorsBranch,
    foreignOrganizationId: foreign.organizationId,
    otherClinicId: north.clinicId,
    othersPatient: [
      theirs.patientId!,
      theirs.appointmentId!,
      theirs.encounterId!,
      theirs.invoiceId!,
      theirs.paymentId!,
    ],
    doctorId: group.doctors.sana,
  }
  return { strangers, others: { patientId: others.id, name: others.fullName } }
}

/** The doctor of the tests, in her branch, with the switch on only while she looks: a session of the doctor's own. */
async function branchOfDoctor(admin: pg.Client, { group }: Setting): Promise<[string, string]> {
  await admin.query('update clinics set doctors_see_own_patients = true where id = $1', [group.clinics.gulberg])
  return [group.people.doctor.sessionId, group.clinics.gulberg]
}
