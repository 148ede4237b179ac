export { callIn, holdAppointment, markDone } from './during-visit.ts'
