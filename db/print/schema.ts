import type pg from 'pg'
import { describeFunctions, describePolicies, describeTables, describeTriggers, type Line } from './catalogs.ts'

/**
 * The schema of a database as one readable, deterministic text, printed from PostgreSQL's catalogs: what the migrations
 * add up to. The package with the embedded server has no pg_dump. Extensions and the job queue's tables are left out.
 */
export async function printSchema(admin: pg.Client): Promise<string> {
  // Names outside the search path are printed whole, so the text does not depend on who prints it.
  await admin.query(`select set_config('search_path', 'pg_catalog', false)`)
  const [tables, policies, triggers, functions] = [
    await describeTables(admin),
    await describePolicies(admin),
    await describeTriggers(admin),
    await describeFunctions(admin),
  ]
  const extensions = await admin.query<Line>(
    `select '' as subject, 'extension ' || extname as line from pg_extension where extname <> 'plpgsql' order by 2`,
  )
  const sections = [
    header,
    extensions.rows.map(({ line }) => line).join('\n'),
    ...tables.map(({ name, lines }) => printTable(name, lines, policies, triggers)),
    ...functions.map(({ line }) => line),
  ]
  return `${sections.join('\n\n')}\n`
}

const header = `-- Printed from the catalogs by npm run schema; do not edit. It is for reading and reviewing:
-- databases are made by db/migrations.`

function printTable(name: string, lines: string[], policies: Line[], triggers: Line[]): string {
  const own = [...policies, ...triggers].filter(({ subject }) => subject === name)
  return [`table ${name}`, ...[...lines, ...own.map(({ line }) => line)].map((line) => `  ${line}`)].join('\n')
}
