import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { explainWrite, varFolder } from '#db/folders.ts'

/** Where the worker notes the heads of the audit trail outside the database. Best a disk its owner cannot write to. */
export const auditHeadsFolder = () => process.env.POLYCLINIC_AUDIT_HEADS || join(varFolder, 'audit')

/** The heads of a database that is thrown away say nothing about the next one; kept beside, never deleted. */
export function setAuditHeadsAside(): void {
  const folder = auditHeadsFolder()
  if (!existsSync(folder)) return
  try {
    renameSync(folder, `${folder}-until-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`)
  } catch (error) {
    throw explainWrite(error, folder)
  }
}
