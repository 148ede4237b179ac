import { createHash } from 'node:crypto'
import * as contract from '#contract/photos.ts'
import { Refused } from '../../../core/errors.ts'
import type { FileAnswer, Routes } from '../../../core/route.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { getHolder, type Holder } from '../people/holders.ts'
import { recordInEach } from '../people/record.ts'
import { refuseAbove } from '../people/up-to-me.ts'
import { washPhoto } from './wash.ts'

/** Photos of people: each sets the own one, a branch those of its people, head office anybody's. */
export function photoRoutes({ route }: Routes) {
  route(contract.getPhoto, (tx, { clinicId, personId }) => getPhoto(tx, personId, clinicId))
  route(contract.setPhoto, async (tx, { clinicId, personId }, { body }) =>
    setPhoto(tx, await getPerson(tx, personId, clinicId), body),
  )
  route(contract.removePhoto, async (tx, { clinicId, personId }) =>
    removePhoto(tx, await getPerson(tx, personId, clinicId)),
  )

  route(contract.getStaffPhoto, (tx, { personId }) => getPhoto(tx, personId, null))
  route(contract.setStaffPhoto, async (tx, { personId }, { body }) =>
    setPhoto(tx, await getPerson(tx, personId, null), body),
  )
  route(contract.removeStaffPhoto, async (tx, { personId }) => removePhoto(tx, await getPerson(tx, personId, null)))

  route(contract.getOwnPhoto, (tx) => getPhoto(tx, tx.userId!, null))
  route(contract.setOwnPhoto, async (tx, _, { body }) => setPhoto(tx, await getPerson(tx, tx.userId!, null), body))
  route(contract.removeOwnPhoto, async (tx) => removePhoto(tx, await getPerson(tx, tx.userId!, null)))
}

/** Whose photo it is: somebody with a sign-in, and up to the one who asks. */
async function getPerson(tx: Tx, personId: string, clinicId: string | null): Promise<Holder> {
  const holder = await getHolder(tx, personId, clinicId)
  if (holder.kind !== 'person') throw new Refused('not_found')
  if (clinicId && personId !== tx.userId) await refuseAbove(tx, { by: 'people.update', holder: personId, clinicId })
  return holder
}

/** In a branch of those who work there alone. */
async function getPhoto(tx: Tx, personId: string, clinicId: string | null): Promise<FileAnswer> {
  const { bytes } = await tx.one(sql<{ bytes: Buffer }>`select f.bytes from person_photos f
    where f.organization_id = ${tx.organizationId} and f.user_id = ${personId} and (${clinicId}::uuid is null
      or exists (select from assignments a where a.organization_id = f.organization_id and a.user_id = f.user_id
        and a.clinic_id = ${clinicId}::uuid))`)
  return { bytes, contentType: 'image/jpeg', fileName: 'photo.jpg' }
}

async function setPhoto(tx: Tx, { id, grants }: Holder, body: Uint8Array): Promise<{ photo: string }> {
  const bytes = washPhoto(body)
  if (!bytes) throw new Refused('not_a_photo')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await tx.rows(sql`insert into person_photos (user_id, sha256, bytes) values (${id}, ${sha256}, ${Buffer.from(bytes)})
    on conflict (organization_id, user_id) do update set sha256 = excluded.sha256, bytes = excluded.bytes, set_at = now()`)
  recordInEach(tx, 'person.photoSet', id, { sha256 }, grants)
  return { photo: sha256 }
}

async function removePhoto(tx: Tx, { id, grants }: Holder): Promise<{ photo: null }> {
  const gone = await tx.find(sql`delete from person_photos
    where organization_id = ${tx.organizationId} and user_id = ${id} returning user_id`)
  if (gone) recordInEach(tx, 'person.photoRemoved', id, {}, grants)
  else tx.recordNothing('there was none')
  return { photo: null }
}
