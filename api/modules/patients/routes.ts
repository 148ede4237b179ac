import * as contract from '#contract/patients.ts'
import type { Routes } from '../../core/route.ts'
import { addAlert, listDrugClasses, removeAlert } from './alerts.ts'
import { archivePatient, restorePatient } from './archive.ts'
import { editPatient } from './edit.ts'
import { downloadPatients, exportPatients } from './export.ts'
import { listLikePatients } from './like.ts'
import { getPatient } from './queries.ts'
import { registerPatient } from './register.ts'
import { decideDuplicate, listDuplicates } from './review.ts'
import { searchPatients } from './search.ts'
import { getPatientSheet } from './sheet.ts'
import { getTimeline } from './timeline.ts'

export function patientRoutes({ route }: Routes) {
  route(contract.searchPatients, searchPatients)
  route(contract.getPatient, getPatient)
  route(contract.listLikePatients, listLikePatients)
  route(contract.registerPatient, registerPatient)
  route(contract.editPatient, editPatient)
  route(contract.archivePatient, archivePatient)
  route(contract.restorePatient, restorePatient)
  route(contract.addAlert, addAlert)
  route(contract.removeAlert, removeAlert)
  route(contract.listDrugClasses, listDrugClasses)
  route(contract.getTimeline, getTimeline)
  route(contract.getPatientSheet, getPatientSheet)
  route(contract.exportPatients, exportPatients)
  route(contract.downloadPatients, downloadPatients)
  route(contract.listDuplicates, listDuplicates)
  route(contract.decideDuplicate, decideDuplicate)
}
