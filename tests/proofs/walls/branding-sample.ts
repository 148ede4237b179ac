import type pg from 'pg'
import type { Place } from './place.ts'

/** Name servers that know nothing, and an operator who has set everything. */
export const quietOutside = {
  dns: { cname: async () => [], txt: async () => [] },
  baseDomain: 'walls.example',
  certificates: 'none',
  spfHost: '_spf.walls.example',
  dkimPublicKey: 'AAAA',
} as const

/** There is one of each owner; whoever takes her turn before may have removed it. */
export function makeSender(
  admin: pg.Client,
  { organizationId, word }: Pick<Place, 'organizationId' | 'word'>,
  clinicId: string | null,
) {
  return admin.query(
    'insert into mail_senders (organization_id, clinic_id, address) values ($1, $2, $3) on conflict do nothing',
    [organizationId, clinicId, `${word.toLowerCase()}@walls.example`],
  )
}

/** An address on the web that waits to be verified, of the branch or (clinic null) of the organization, and a sender. */
export async function makeDomain(
  admin: pg.Client,
  { organizationId, word }: Place,
  clinicId: string | null,
  key: string,
): Promise<string> {
  await makeSender(admin, { organizationId, word }, clinicId)
  const { rows } = await admin.query(
    'insert into domains (organization_id, clinic_id, host) values ($1, $2, $3) returning id',
    [organizationId, clinicId, `${word.toLowerCase().replace(/[^a-z0-9]/g, '')}-${key}.portal.example`],
  )
  return rows[0].id
}
