import { useParams } from '@tanstack/react-router'
import type { Import } from '#contract/imports.ts'
import * as contract from '#contract/imports.ts'
import { ApiError } from '../../lib/api-error.ts'
import { paths } from '../../lib/paths.ts'

const branch = {
  upload: contract.uploadImport,
  list: contract.listImports,
  get: contract.getImport,
  correct: contract.correctImport,
  start: contract.startImport,
  rows: contract.listImportRows,
  decide: contract.decideImportRows,
  undo: contract.undoImport,
}
// The same promises at another address: only the branch in the path is missing.
const network = {
  upload: contract.uploadNetworkImport,
  list: contract.listNetworkImports,
  get: contract.getNetworkImport,
  correct: contract.correctNetworkImport,
  start: contract.startNetworkImport,
  rows: contract.listNetworkImportRows,
  decide: contract.decideNetworkImportRows,
  undo: contract.undoNetworkImport,
} as unknown as typeof branch

/** The imports of the branch on screen, or head office's own. `at` goes into every call. */
export function useImports() {
  const { clinicId } = useParams({ strict: false }) as { clinicId?: string }
  const base = clinicId ? `/api/clinics/${clinicId}/imports` : '/api/organization/imports'
  return {
    calls: clinicId ? branch : network,
    at: (clinicId ? { clinicId } : {}) as { clinicId: string },
    atHq: !clinicId,
    list: clinicId ? paths.imports(clinicId) : paths.networkImports(),
    one: (importId: string) => (clinicId ? paths.import(clinicId, importId) : paths.networkImport(importId)),
    file: (importId: string, outcome: string, format: 'csv' | 'xlsx') =>
      `${base}/${importId}/file?outcome=${outcome}&format=${format}`,
  }
}

/** About a file the server knows more than its code says: its sentence is shown. */
export function saidOf(error: unknown, said: (sentence: string) => string): string | undefined {
  return error instanceof ApiError && error.code === 'invalid' && !hasFields(error) ? said(error.message) : undefined
}
const hasFields = ({ detail }: ApiError) => typeof detail === 'object' && detail !== null && 'fields' in detail

export function isUnderWay({ status }: Pick<Import, 'status'>): boolean {
  return status === 'queued' || status === 'running' || status === 'undoing'
}
