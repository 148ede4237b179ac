import * as contract from '#contract/fields.ts'
import type { Routes } from '../../../core/route.ts'
import { addField, editField, orderFields } from './change.ts'
import { fieldsQuery } from './queries.ts'

export function fieldRoutes({ route }: Routes) {
  route(contract.listPatientFields, async (tx, { clinicId, retired }) => ({
    fields: await tx.rows(fieldsQuery(tx, { clinicId, shared: true, retired })),
  }))
  route(contract.addPatientField, (tx, { clinicId, ...field }) => addField(tx, clinicId, field))
  route(contract.editPatientField, (tx, { clinicId, fieldId, ...changes }) => editField(tx, clinicId, fieldId, changes))
  route(contract.orderPatientFields, async (tx, { clinicId, fieldIds }) => ({
    fields: await orderFields(tx, clinicId, fieldIds),
  }))

  // Head office's, asked in every branch.
  route(contract.listNetworkFields, async (tx, { retired }) => ({
    fields: await tx.rows(fieldsQuery(tx, { clinicId: null, shared: true, retired })),
  }))
  route(contract.addNetworkField, (tx, field) => addField(tx, null, field))
  route(contract.editNetworkField, (tx, { fieldId, ...changes }) => editField(tx, null, fieldId, changes))
  route(contract.orderNetworkFields, async (tx, { fieldIds }) => ({ fields: await orderFields(tx, null, fieldIds) }))
}
