import * as contract from '#contract/billing.ts'
import type { Routes } from '../../core/route.ts'
import { getInvoicePdf, getReceiptPdf } from './documents.ts'
import { createInvoice, editInvoice } from './draft.ts'
import { issueInvoice } from './issue.ts'
import { takePayment } from './pay.ts'
import { getAccount, getInvoice, listInvoices, listPayments } from './queries.ts'

export function billingRoutes({ route }: Routes) {
  route(contract.listInvoices, listInvoices)
  route(contract.getInvoice, getInvoice)
  route(contract.createInvoice, createInvoice)
  route(contract.editInvoice, editInvoice)
  route(contract.issueInvoice, issueInvoice)
  route(contract.getInvoicePdf, getInvoicePdf)
  route(contract.getAccount, getAccount)
  route(contract.takePayment, takePayment, { oneAtATime: ({ patientId }) => [patientId] })
  route(contract.listPayments, listPayments)
  route(contract.getReceiptPdf, getReceiptPdf)
}
