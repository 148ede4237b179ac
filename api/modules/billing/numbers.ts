import { sql, type Tx } from '../../core/tx.ts'
import { getLetterhead, type LetterheadSnapshot } from '../tenancy/index.ts'
import { documentNumber, fiscalYearOf } from './rules.ts'

/** What an issued document takes from the clinic at that moment. */
export interface IssuingClinic {
  code: string
  currency: string
  today: string
  fiscalYear: number
  letterhead: LetterheadSnapshot
}

export async function getIssuingClinic(tx: Tx): Promise<IssuingClinic> {
  const clinic = await tx.one(sql<{ code: string; currency: string; today: string; month: number }>`
    select code, currency, (now() at time zone time_zone)::date as today, fiscal_year_starts_month as month from clinics
    where organization_id = ${tx.organizationId} and id = ${tx.clinicId}`)
  return { ...clinic, fiscalYear: fiscalYearOf(clinic.today, clinic.month), letterhead: await getLetterhead(tx) }
}

/**
 * The next numbers of a kind, without gaps: the counter's row is locked until the commit, so take it last. `count` at
 * once, oldest first.
 */
export async function takeNumbers(
  tx: Tx,
  clinic: IssuingClinic,
  kind: 'invoice' | 'receipt',
  count: number,
): Promise<string[]> {
  if (count === 0) return []
  const { last } = await tx.one(sql<{ last: number }>`insert into document_counters (kind, fiscal_year, last_number)
    values (${kind}, ${clinic.fiscalYear}, ${count})
    on conflict (organization_id, clinic_id, kind, fiscal_year)
      do update set last_number = document_counters.last_number + ${count} returning last_number as last`)
  return Array.from({ length: count }, (_, index) =>
    documentNumber(clinic.code, kind, clinic.fiscalYear, last - count + 1 + index),
  )
}
