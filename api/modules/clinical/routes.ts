import * as contract from '#contract/encounters.ts'
import type { Routes } from '../../core/route.ts'
import { addAddendum } from './addendum.ts'
import { finishVisitWith, type OnFinished } from './finish.ts'
import { addMedicine, searchDiagnoses, searchMedicines } from './lists.ts'
import { getPrescriptionPdf } from './prescription.ts'
import { getVisit, listArrivals, listPresets } from './queries.ts'
import { saveVisit } from './save.ts'
import { startVisit } from './start.ts'
import { recordVitals } from './vitals.ts'

/** `onFinished` stands a line below this module (billing), so it is handed in. */
export function clinicalRoutes({ route }: Routes, { onFinished }: { onFinished: OnFinished }) {
  route(contract.getVisit, getVisit)
  route(contract.startVisit, startVisit)
  route(contract.saveVisit, saveVisit)
  route(contract.finishVisit, finishVisitWith(onFinished))
  route(contract.addAddendum, addAddendum)
  route(contract.getPrescriptionPdf, getPrescriptionPdf)

  route(contract.listArrivals, listArrivals)
  route(contract.recordVitals, recordVitals)

  route(contract.searchDiagnoses, searchDiagnoses)
  route(contract.searchMedicines, searchMedicines)
  route(contract.addMedicine, addMedicine)
  route(contract.listPresets, listPresets)
}
