import * as z from 'zod'
import { say } from '#contract/import-sentences.ts'
import type { Import } from '#contract/imports.ts'
import { Refused } from '../../../core/errors.ts'
import { type Job, job } from '../../../core/job.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { ImportKinds } from './kind.ts'
import { learnSizes } from './run.ts'
import { getWholeImport, lockImport } from './store.ts'

const Data = z.object({ importId: z.uuid() })
// A patient is looked for in ten tables before it goes, and a busy server must not run out of time over one part.
const atOnce = 250

/** Marks an import as to be taken back; the job does it. One that runs ends at its next chunk. */
export async function markUndoing(
  tx: Tx,
  kinds: ImportKinds,
  clinicId: string | null,
  importId: string,
): Promise<Import> {
  // The chunk being written is waited for.
  await tx.rows(sql`select set_config('lock_timeout', '12s', true)`)
  const { status } = await lockImport(tx, clinicId, importId)
  if (status === 'preview' || status === 'undoing' || status === 'undone') throw new Refused('import_not_ready')
  await tx.rows(sql`update imports set status = 'undoing', file_bytes = null, version = version + 1,
      undo = '{"appointments": 0, "patients": 0, "clinics": 0, "stayed": 0, "stays": []}'
    where organization_id = ${tx.organizationId} and id = ${importId}`)
  tx.record('import.undoStarted', importId, undefined, clinicId ?? undefined)
  return getWholeImport(tx, kinds, clinicId, importId)
}

interface Gone {
  appointments: number
  patients: number
  clinics: number
}

/** Takes an import back in parts, each a transaction; killed, it goes on with what is still there. */
export const undoImportJob: Job<typeof Data> = job('imports.undo', Data, async (inScope, { importId }, signal) => {
  await inScope.write(learnSizes)
  for (;;) {
    signal.throwIfAborted()
    const left = await inScope.write((tx) => undoPart(tx, importId))
    if (!left) return
  }
})

async function undoPart(tx: Tx, importId: string): Promise<boolean> {
  const state = await tx.find(sql<{ clinicId: string | null }>`select clinic_id as "clinicId" from imports
    where organization_id = ${tx.organizationId} and id = ${importId} and status = 'undoing' for update`)
  if (!state) {
    tx.recordNothing('the import has been taken back already')
    return false
  }
  const gone = await tx.one(
    sql<Gone>`select appointments, patients, clinics from app.undo_import(${importId}, ${atOnce})`,
  )
  await tx.rows(sql`update imports set undo = undo || jsonb_build_object(
      'appointments', (undo->>'appointments')::int + ${gone.appointments},
      'patients', (undo->>'patients')::int + ${gone.patients}, 'clinics', (undo->>'clinics')::int + ${gone.clinics})
    where organization_id = ${tx.organizationId} and id = ${importId}`)
  const left = gone.appointments + gone.patients > 0
  if (!left) await finish(tx, importId)
  tx.record(left ? 'import.undoAdvanced' : 'import.undone', importId, gone, state.clinicId ?? undefined)
  if (!left && state.clinicId) {
    tx.record('patient.removed', importId, undefined, state.clinicId)
    tx.record('appointment.removed', importId, undefined, state.clinicId)
  }
  return left
}

/** Says what stays and why: it was changed since, or something newer belongs to it. */
async function finish(tx: Tx, importId: string) {
  const reason = sql`case when t.version > 1 then ${say('changedSince')}::text
    else ${say('newerBelongs')} end`
  await tx.rows(sql`with stays as (
      select 'patient' as what, t.full_name || ', ' || t.number as who,
        case when t.archived_at is not null then ${say('archivedSince')}::text else ${reason} end as reason
      from patients t where t.organization_id = ${tx.organizationId} and t.import_id = ${importId}
      union all
      select 'appointment', p.full_name || ', ' || t.day, ${reason}
      from appointments t join patients p on p.organization_id = t.organization_id and p.clinic_id = t.clinic_id and p.id = t.patient_id
      where t.organization_id = ${tx.organizationId} and t.import_id = ${importId}
      union all
      select 'clinic', t.name, case when t.version > 1 then ${say('changedSince')}::text else ${say('branchInUse')} end
      from imports i join clinics t on t.organization_id = i.organization_id and t.id = any (i.made_clinics)
      where i.organization_id = ${tx.organizationId} and i.id = ${importId}
    )
    update imports set status = 'undone', version = version + 1, undo = undo || jsonb_build_object(
      'stayed', (select count(*) from stays),
      'stays', coalesce((select jsonb_agg(jsonb_build_object('what', what, 'who', who, 'reason', reason))
        from (select * from stays limit 200) listed), '[]'))
    where organization_id = ${tx.organizationId} and id = ${importId}`)
}
