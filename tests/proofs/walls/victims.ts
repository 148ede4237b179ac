import type pg from 'pg'
import type { callerOf } from '#tests/harness/caller.ts'
import type { Group } from '#tests/harness/group.ts'
import { makeImport } from './import-sample.ts'
import { makeWorld, type Place } from './world.ts'

/** Whose rows must stay hers. */
export interface Victim {
  name: string
  /** Stands in every text of the rows; in an answer it tells whose row leaked. */
  word: string
  ids: Record<string, string>
  /** Another branch of the same organization: its owner may enter it by its own address. */
  sameOrganization: boolean
}

/** The branch where everybody in the proof works, and the two that must stay closed to them. */
export function placesOf({
  organizationId,
  clinics,
  doctors,
  people,
}: Group): Record<'own' | 'north' | 'foreign', Place> {
  const ours = { organizationId }
  const theirs = { organizationId: people.stranger.organizationId }
  return {
    own: { ...ours, clinicId: clinics.gulberg, doctorId: doctors.sana, userId: people.doctor.userId, word: 'Ravi' },
    north: {
      ...ours,
      clinicId: clinics.north,
      // Doctors are known all over the organization: this one does not work at the branch of the others.
      doctorId: doctors.nadia,
      userId: people.receptionistNorth.userId,
      word: 'Kanchenjunga',
    },
    foreign: {
      ...theirs,
      clinicId: clinics.foreign,
      doctorId: doctors.farid,
      userId: people.stranger.userId,
      word: 'Zugspitze',
    },
  }
}

/** A row of everything in each victim's hands. */
export async function makeVictims(
  admin: pg.Client,
  ok: ReturnType<typeof callerOf>['ok'],
  { people }: Group,
  { north, foreign }: ReturnType<typeof placesOf>,
): Promise<Victim[]> {
  const idsOf = async (place: Place, who: 'owner' | 'stranger') => ({
    ...(await makeWorld(admin, place, { when: 'today', appointment: 'in_room', encounter: 'finished' })),
    importId: await makeImport(admin, ok, people[who], { ...place, status: 'preview' }),
  })
  return [
    {
      name: 'the foreign organization',
      word: foreign.word,
      ids: await idsOf(foreign, 'stranger'),
      sameOrganization: false,
    },
    { name: 'the other branch', word: north.word, ids: await idsOf(north, 'owner'), sameOrganization: true },
  ]
}
