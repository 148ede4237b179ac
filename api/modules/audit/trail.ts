import { type Query, sql } from '../../core/tx.ts'

export interface Seal {
  number: number
  rowCount: number
  hash: Buffer
}

/** What a seal says of itself. `ahead`: of the numbers that this server gives its transactions. */
export interface SealSaid extends Seal {
  lastAt: string
  sealedAt: string
  ahead: boolean
}

/** One seal as `app.check_seal` shows it. */
export interface SealSeen {
  number: number
  rowCount: number
  hash: Buffer
  rightHash: Buffer
  entries: Buffer
  foundEntries: Buffer | null
  details: Partial<Record<'missing' | 'shredded' | 'changed' | 'added', { count: number; ids: string[] }>>
}

/** A chain of seals: an organization's, or the operators'. */
export interface Trail {
  /** Of the file where its heads are noted. */
  name: string
  /** Makes the next seal of at most so many rows; no row when there is nothing to seal. */
  seal(most: number): Query<Seal>
  sealsFrom(number: number): Query<SealSaid>
  /** These seals, both ends included. */
  look(from: number, to: number): Query<SealSeen>
}

const columns = sql`number, row_count as "rowCount", hash, last_at as "lastAt",
  sealed_at as "sealedAt", up_to_tx >= app.server_next() as ahead`
const seen = sql`k.number, k.row_count as "rowCount", k.hash, k.right_hash as "rightHash", k.entries,
  k.found_entries as "foundEntries", k.details`

/** The scope it is asked in must be this organization's. */
export function organizationTrail(organizationId: string): Trail {
  return {
    name: organizationId,
    seal: (most) => sql`select number, row_count as "rowCount", hash from app.seal_audit(${most})`,
    sealsFrom: (number) => sql`select ${columns} from audit_seals
      where organization_id = ${organizationId} and number >= ${number} order by number`,
    look: (from, to) =>
      sql`select ${seen} from generate_series(${from}::int, ${to}::int) n, app.check_seal(n) k order by n`,
  }
}

/** What operators did, in no organization. */
export const operatorsTrail: Trail = {
  name: 'operators',
  seal: (most) => sql`select number, row_count as "rowCount", hash from app.seal_platform(${most})`,
  sealsFrom: (number) => sql`select ${columns} from platform_seals where number >= ${number} order by number`,
  look: (from, to) =>
    sql`select ${seen} from generate_series(${from}::int, ${to}::int) n, app.check_platform_seal(n) k order by n`,
}
