import type { Statement } from '#api/core/batch.ts'
import type { Database } from '#api/core/databases.ts'

const frame = /^(begin|commit|rollback)$|^select app\.(enter|refuse_read_only)/

/**
 * A database that notes which statements a handler sends, without what frames them, and undoes every change: so the
 * control runs the very same SQL, and a slot that was booked for the note is free again.
 */
export function recording(database: Database, noted: Statement[]): Database {
  const note = (statements: readonly Statement[]) => {
    for (const statement of statements) if (!frame.test(statement.text)) noted.push(statement)
  }
  return {
    end: database.end,
    script: database.script,
    aside: database.aside,
    once(statements) {
      note(statements)
      return database.once(statements)
    },
    hold: (work) =>
      database.hold((send) =>
        work(async (statements) => {
          note(statements)
          const undone = statements.map((one) => (one.text === 'commit' ? { text: 'rollback', values: [] } : one))
          const results = await send(undone)
          const last = results.at(-1)
          if (statements.at(-1)?.text === 'commit' && last) last.command = 'COMMIT'
          return results
        }),
      ),
  }
}
