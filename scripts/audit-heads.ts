import { join } from 'node:path'
import { varFolder } from '#db/folders.ts'

/** Where the worker notes the heads of the audit trail outside the database. Best a disk its owner cannot write to. */
export const auditHeadsFolder = () => process.env.POLYCLINIC_AUDIT_HEADS ?? join(varFolder, 'audit')
