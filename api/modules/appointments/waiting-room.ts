import type { getWaitingRoom as endpoint } from '#contract/appointments.ts'
import type { Output } from '#contract/endpoint.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { isoOf } from '../scheduling/index.ts'

interface WaitingRow {
  doctorId: string | null
  doctorName: string | null
  room: string | null
  status: 'arrived' | 'in_room'
  token: number
}

const shownNext = 3

/** Numbers and rooms only: what hangs on the wall says nothing about who is here. */
export async function getWaitingRoom(tx: Tx): Promise<Output<typeof endpoint>> {
  const asOf = isoOf(Date.now())
  const rows =
    await tx.rows(sql<WaitingRow>`select a.doctor_id as "doctorId", d.full_name as "doctorName", cd.room, a.status, a.token
    from appointments a join clinics c on c.organization_id = a.organization_id and c.id = a.clinic_id
    left join doctors d on d.organization_id = a.organization_id and d.id = a.doctor_id
    left join clinic_doctors cd on cd.organization_id = a.organization_id and cd.clinic_id = a.clinic_id and cd.doctor_id = a.doctor_id
    where a.organization_id = ${tx.organizationId} and a.clinic_id = ${tx.clinicId} and a.day = (now() at time zone c.time_zone)::date
      and a.status in ('arrived', 'in_room') and a.token is not null
    order by cd.position, d.full_name, coalesce(a.called_at, a.arrived_at), a.token`)
  const nextOf = (waiting: WaitingRow[]) => ({
    next: waiting.slice(0, shownNext).map((row) => row.token),
    waiting: waiting.length,
  })
  const isWaiting = (row: WaitingRow) => row.status === 'arrived'
  const tokensOf = (mine: WaitingRow[]) => ({
    inRoom: mine.filter((row) => !isWaiting(row)).map((row) => row.token),
    ...nextOf(mine.filter(isWaiting)),
  })
  const byDoctor = Map.groupBy(
    rows.filter((row) => row.doctorId),
    (row) => row.doctorId,
  )
  return {
    asOf,
    doctors: [...byDoctor.values()].map((mine) => ({
      doctorName: mine[0]!.doctorName ?? '',
      room: mine[0]!.room ?? '',
      ...tokensOf(mine),
    })),
    anyDoctor: tokensOf(rows.filter((row) => !row.doctorId)),
  }
}
