export { draftInvoice } from './draft.ts'
