import { say } from '#contract/import-sentences.ts'
import { sql } from '../../../core/tx.ts'
import type { ImportKind } from '../../patients/index.ts'
import { addClinicRows } from '../../tenancy/index.ts'
import { openClinics } from './clinics.ts'
import { type VisitField, visitFields } from './fields.ts'
import { decideVisitColumns } from './read-visit.ts'
import { openVisits } from './visit-run.ts'

export const visitKind: ImportKind = {
  kind: 'appointments',
  fields: visitFields,
  // The branches that the import makes are found by the preview.
  mayGlance: false,
  refuseMapping(mapping, clinicId) {
    if (!mapping.includes('starts_at')) return say('chooseDay')
    const who = mapping.some((field) => field === 'patient_number' || field === 'patient_name' || field === 'phone')
    if (!who) return say('choosePatient')
    if (!clinicId && !mapping.includes('clinic')) return say('chooseBranchColumn')
    return null
  },
  async decide(mapping, rows, options) {
    const { start, booked, dayOnly, daySentence, mIsFemale } = await decideVisitColumns(mapping as VisitField[], rows)
    const order = (found: typeof start) => (found.certain ? found.order : (options.dateOrder ?? found.order))
    return {
      reading: { startOrder: order(start), bookedOrder: order(booked), dayOnly, mIsFemale },
      notes: daySentence && mapping.includes('starts_at') ? [daySentence] : [],
      question: start.certain ? null : { sentence: start.sentence, order: order(start) },
    }
  },
  async prepare(tx, setting, names) {
    if (!setting.options.createClinics || setting.clinicId) return []
    const clinics = await openClinics(tx, null, setting.options)
    // Asked by name again: another import may have made some of them meanwhile.
    for (const name of names) clinics.find(name)
    const { currency } = clinics
    const made = clinics.missing().map(({ name, timeZone, country }) => ({ name, timeZone, country, currency }))
    await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('clinics' || ${tx.organizationId}, 0))`)
    return addClinicRows(tx, made)
  },
  open: openVisits,
}
