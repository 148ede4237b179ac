import type { getToken as getTokenEndpoint, Visit } from '#contract/appointments.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import type { FileAnswer } from '../../core/route.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { renderToken } from '../../integrations/pdf/index.ts'
import { speakTime } from '../scheduling/index.ts'
import { type LetterheadSnapshot, letterheadJson, logoBytes, printedDate, printedLetterhead } from '../tenancy/index.ts'
import { visitColumns, visitTables } from './visit-rows.ts'

interface SlipRow extends Visit {
  day: string
  timeZone: string
  country: string
  room: string | null
  ahead: number
  letterhead: LetterheadSnapshot
  logo: Buffer | null
}

/** The slip a patient waits with: her number, for whom, and how many are before her at this moment. */
export async function getToken(
  tx: Tx,
  { appointmentId, language }: Input<typeof getTokenEndpoint>,
): Promise<FileAnswer> {
  const row = await tx.one(sql<SlipRow>`select ${visitColumns}, a.day, c.time_zone as "timeZone", c.country, cd.room,
      h.letterhead, ${logoBytes(sql`h.letterhead`)} as logo,
      (select count(*) from appointments w where w.organization_id = a.organization_id and w.clinic_id = a.clinic_id
        and w.day = a.day and w.status = 'arrived' and w.arrived_at < a.arrived_at
        and (w.doctor_id = a.doctor_id or w.doctor_id is null or a.doctor_id is null)) as ahead
    from ${visitTables} join clinics c on c.organization_id = a.organization_id and c.id = a.clinic_id
    cross join lateral (select ${letterheadJson} as letterhead) h
    left join clinic_doctors cd on cd.organization_id = a.organization_id and cd.clinic_id = a.clinic_id and cd.doctor_id = a.doctor_id
    where a.organization_id = ${tx.organizationId} and a.clinic_id = ${tx.clinicId} and a.id = ${appointmentId}`)
  if (row.token === null) throw new Refused('no_token')
  const locale = `${language}-${row.country}`
  const bytes = await renderToken({
    letterhead: printedLetterhead(row.letterhead, row.logo),
    locale,
    token: String(row.token),
    date: printedDate(row.day, locale),
    time: row.arrivedAt ? speakTime(Date.parse(row.arrivedAt), row.timeZone, row.day) : undefined,
    patientName: row.patientName,
    doctorName: row.doctorName ?? undefined,
    room: row.room || undefined,
    service: row.serviceName ?? undefined,
    ahead: row.status === 'arrived' ? String(row.ahead) : undefined,
  })
  return { bytes, contentType: 'application/pdf', fileName: `token-${row.day}-${row.token}.pdf` }
}
