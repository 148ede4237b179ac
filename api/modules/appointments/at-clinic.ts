import { type Query, sql, type Tx } from '../../core/tx.ts'

/**
 * The same transaction, at one of the clinics in its scope: what is written for a branch works for head office over
 * several of them. New rows belong to that clinic, the database says so too. The wall is the scope's as before.
 */
export function atClinic(tx: Tx, clinicId: string): Tx {
  const later = (query: Query<unknown>) => {
    // Written at the end, among those of other clinics: each says again where it belongs.
    tx.later(sql`select app.at_clinic(${clinicId})`)
    tx.later(query)
  }
  const record: Tx['record'] = (event, subjectId, detail, clinic = clinicId) =>
    tx.record(event, subjectId, detail, clinic)
  const own: Partial<Tx> = { clinicId, later, record }
  return new Proxy(tx, {
    get(target, name) {
      if (name in own) return own[name as keyof Tx]
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
