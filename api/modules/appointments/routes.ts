import * as contract from '#contract/appointments.ts'
import type { Routes } from '../../core/route.ts'
import { arriveAppointment } from './arrive.ts'
import { bookAppointment } from './book.ts'
import { callNext } from './call-next.ts'
import { cancelAppointment, markNoShow } from './cancel.ts'
import { getDayPlan } from './day-plan.ts'
import { moveAppointment } from './move.ts'
import { proposeSlots } from './propose-slots.ts'
import { getAppointment, listDay } from './queries.ts'
import { getQueueCounts } from './queue-counts.ts'
import { completeAppointment, confirmAppointment, roomAppointment } from './steps.ts'
import { getToken } from './token-slip.ts'
import { undoAppointment } from './undo.ts'
import { getWaitingRoom } from './waiting-room.ts'
import { registerWalkIn } from './walk-in.ts'

// Refusals that depend on the doctor's time alone, not on who asks for whom.
const aboutTime = ['slot_taken', 'elsewhere_then', 'doctor_away', 'outside_hours', 'in_the_past']

export function appointmentRoutes({ route }: Routes) {
  route(contract.listDay, listDay)
  route(contract.getDayPlan, getDayPlan)
  route(contract.proposeSlots, proposeSlots)
  route(contract.getAppointment, getAppointment)
  // Those who want the same doctor stand in line before they hold a connection.
  route(contract.bookAppointment, bookAppointment, {
    oneAtATime: ({ doctorId }) => [doctorId],
    shareRefusals: ({ clinicId, startsAt, minutes }) => ({
      question: `${clinicId} ${startsAt} ${minutes}`,
      codes: aboutTime,
    }),
  })
  route(contract.moveAppointment, moveAppointment, { oneAtATime: ({ doctorId }) => [doctorId] })
  route(contract.confirmAppointment, confirmAppointment)
  route(contract.arriveAppointment, arriveAppointment)
  route(contract.roomAppointment, roomAppointment)
  route(contract.completeAppointment, completeAppointment)
  route(contract.markNoShow, markNoShow)
  route(contract.cancelAppointment, cancelAppointment)
  route(contract.undoAppointment, undoAppointment)
  route(contract.registerWalkIn, registerWalkIn)
  route(contract.callNext, callNext)
  route(contract.getToken, getToken)
  route(contract.getQueueCounts, getQueueCounts)
  route(contract.getWaitingRoom, getWaitingRoom)
}
