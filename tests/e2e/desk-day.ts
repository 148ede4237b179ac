import type { Page } from 'playwright-core'
import { bookAppointment, listDay } from '#contract/appointments.ts'
import { registerPatient } from '#contract/patients.ts'
import { dayAhead, zoneAt } from '../harness/days.ts'
import { openStage } from './harness.ts'

/**
 * The stage with the receptionist's day on it. The clinic's clock shows the eleventh hour whenever this runs, so that
 * today always has times before and after now. Minutes count from the clinic's midnight.
 */
export async function openDeskDay() {
  const stage = await openStage()
  const { name, hoursAhead } = zoneAt(10)
  await stage.admin.query('update clinics set time_zone = $1', [name])
  const clinicId = stage.clinics.gulberg
  const dayAt = (ahead: number) => dayAhead(ahead, hoursAhead)
  const today = dayAt(0)
  const phone = '03219876543'
  const { id: rukhsana } = await stage.ok(stage.people.receptionist, registerPatient, {
    clinicId,
    fullName: 'Rukhsana Warraich',
    phone,
  })
  const instantAt = (minute: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + (minute - hoursAhead * 60) * 60_000).toISOString().replace('.000', '')

  return {
    stage,
    today,
    /** A day ahead of today, by the clinic's clock. */
    dayAt,
    instantAt,
    minuteNow: () => new Date(Date.now() + hoursAhead * 3_600_000).getUTCHours() * 60 + new Date().getUTCMinutes(),
    rukhsana,
    /** Rukhsana's, as people type it. */
    phone,
    async open(name: 'receptionist' | 'manager', language: 'en' | 'ur' = 'en'): Promise<Page> {
      const page = await stage.signInAs(name, { language })
      await page.goto(`/clinics/${clinicId}/day`)
      await page.locator('[data-column-body]').first().waitFor()
      return page
    },
    /** Nobody is booked or waits. */
    async clear() {
      await stage.admin.query('delete from appointment_changes; delete from appointments; delete from bookings')
      await stage.admin.query('delete from token_counters')
    },
    /** The day as the API has it. */
    async visits(day = today) {
      return (await stage.ok(stage.people.receptionist, listDay, { clinicId, day })).visits
    },
    /** Books Rukhsana with Dr Bilal at a minute of today. */
    book: (minute: number, minutes = 30) =>
      stage.ok(stage.people.receptionist, bookAppointment, {
        clinicId,
        patientId: rukhsana,
        doctorId: stage.doctors.bilal,
        startsAt: instantAt(minute),
        minutes,
      }),
  }
}
export type DeskDay = Awaited<ReturnType<typeof openDeskDay>>
