import { dayAhead } from '#tests/harness/days.ts'
import { smallPhoto } from '#tests/harness/photo.ts'
import type { State } from './world.ts'

/**
 * Where an input made from the schema alone cannot succeed: the state the call needs, fields it needs beside, the
 * file it takes. `without`: fields that are left out although they hold an id. `imported`: the state of an import.
 */
export interface Sample {
  state?: State
  /** Made of the ids, where a list of them is nested. */
  input?: Record<string, unknown> | ((ids: Record<string, string>) => Record<string, unknown>)
  without?: string[]
  file?: Uint8Array
  imported?: 'preview' | 'done'
  logo?: boolean
}

/** Which appointments somebody leaves is tried beside her own tests: they are hers, and not any of the branch. */
const noneSingly = { each: undefined }
const nursing = ({ branchId }: Record<string, string>) => [{ branchId: branchId!, roles: ['nurse'] }]

const week = Array.from({ length: 7 }, (_, index) => ({ weekday: index + 1, opensMinute: 480, closesMinute: 1320 }))

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const csv = Buffer.from('Name,Phone,City\nAmna Tariq,03001112223,Lahore\n')

const today: State = { when: 'today', appointment: 'arrived' }
const inRoom: State = { when: 'today', appointment: 'in_room' }

/** By the endpoint's name. Most endpoints need no line. */
export const samples: Record<string, Sample> = {
  arriveAppointment: { state: { when: 'today' } },
  roomAppointment: { state: today },
  completeAppointment: { state: inRoom },
  markNoShow: { state: { when: 'past' } },
  callNext: { state: { ...today, doctor: true } },
  getToken: { state: today },
  registerWalkIn: { state: { doctor: true } },
  restorePatient: { state: { archived: true } },

  recordVitals: { state: today, input: { pulsePerMinute: 72 } },
  startVisit: { state: today },
  saveVisit: { state: { ...inRoom, encounter: 'open' }, input: { note: 'Seen.', diagnoses: [] } },
  finishVisit: { state: { ...inRoom, encounter: 'open' } },
  addAddendum: { state: { ...inRoom, encounter: 'finished' } },
  getPrescriptionPdf: { state: { ...inRoom, encounter: 'finished' } },

  editInvoice: { state: { invoice: 'draft' } },
  issueInvoice: { state: { invoice: 'draft' } },

  searchPatients: { input: { fieldIs: 'R' } },
  editPatientField: { without: ['choices'] },
  editNetworkField: { without: ['choices'] },

  // Said again what holds already: those who take their turn next find the same rights.
  changeRoles: { input: { changes: [{ role: 'nurse', permission: 'patients.update', allowed: true }] } },
  switchModules: { input: { off: [], on: ['queue'] } },

  addPerson: { input: { email: 'walls@example.com', roles: ['nurse'] } },
  setPhoto: { file: smallPhoto },
  setStaffPhoto: { file: smallPhoto },
  setRoles: { input: { was: ['receptionist'], roles: ['nurse'] } },
  removePerson: { input: noneSingly },
  editContact: { state: { doctor: true } },
  addStaff: { input: (ids) => ({ email: 'walls@example.com', places: nursing(ids) }) },
  setPlaces: { input: (ids) => ({ was: [{ ...nursing(ids)[0]!, roles: ['receptionist'] }], places: nursing(ids) }) },
  removeStaff: { input: noneSingly },
  previewTransfer: { state: { doctor: true }, input: { fromDay: dayAhead(3) } },
  transferDoctor: { state: { doctor: true }, input: { fromDay: dayAhead(3), ...noneSingly } },

  setHours: { input: { hours: week } },
  setLogo: { file: png },
  removeLogo: { logo: true },
  getLogo: { logo: true },
  addSession: { state: { doctor: true } },

  // Nothing was done to these rows, so that a file about one of them would be empty, and is refused.
  exportAuditEvents: { input: { userId: undefined, patientId: undefined, subjectId: undefined } },

  setSender: { input: { address: 'hello@walls.example' } },
  setNetworkSender: { input: { address: 'hello@walls.example' } },
  setNetworkLogo: { file: png },
  getNetworkLogo: { logo: true },

  uploadImport: { file: csv },
  uploadNetworkImport: { file: csv },
  correctImport: { input: { mapping: ['full_name', 'phone', 'city'] } },
  correctNetworkImport: { input: { mapping: ['clinic', 'patient_name', 'starts_at'] } },
  decideImportRows: { imported: 'done', input: { lines: [2], decision: 'keep' } },
  undoImport: { imported: 'done' },
}
// Head office's imports are called like a branch's.
for (const name of ['decideImportRows', 'undoImport']) samples[name.replace('Import', 'NetworkImport')] = samples[name]!
