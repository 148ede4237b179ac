import * as z from 'zod'
import { isTimeZone } from './countries.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { Instant } from './time.ts'

export const ImportKind = z.enum(['patients', 'appointments'])
export type ImportKind = z.infer<typeof ImportKind>
export const ImportStatus = z.enum(['preview', 'queued', 'running', 'done', 'failed', 'undoing', 'undone'])
export type ImportStatus = z.infer<typeof ImportStatus>

/** The order of day and month, where a column can be read either way. */
export const DateOrder = z.enum(['dmy', 'mdy'])

/** What a person chooses beside the columns. Left out: what the file says, and the organization's own zone and currency. */
export const ImportOptions = z.object({
  /** Of a workbook: the sheet to read; left out, the first that holds a table. */
  sheet: z.string().max(100).optional(),
  dateOrder: DateOrder.optional(),
  /** Head office: make a branch for each name that is not one yet. */
  createClinics: z.boolean().optional(),
  /** IANA name, such as America/Sao_Paulo; of the branches that are made. */
  timeZone: z.string().max(60).refine(isTimeZone, 'This is no time zone.').optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
})
export type ImportOptions = z.infer<typeof ImportOptions>

/** What a column of the file is taken for; `field` null: it is left out. `confidence` is 0 to 1, 1 when a person chose. */
export const ImportColumn = z.object({
  column: z.int(),
  header: z.string(),
  field: z.string().nullable(),
  confidence: z.number(),
  why: z.string(),
  samples: z.array(z.string()),
})
export type ImportColumn = z.infer<typeof ImportColumn>

/** Who a row may be. `score` is 0 to 100, `reasons` the strongest first. */
export const ImportProposal = z.object({
  /** The patient (or the appointment) it is held to be; null in a preview, when it is a row of the same file. */
  patientId: z.uuid().nullable(),
  /** The row of the same file, when it is one. */
  line: z.int().nullable(),
  who: z.string(),
  score: z.int(),
  verdict: z.enum(['same', 'likely']),
  reasons: z.array(z.string()),
})
export type ImportProposal = z.infer<typeof ImportProposal>

export const ImportPreview = z.object({
  /** What will happen to the rows; together they are all of them. */
  willImport: z.int(),
  willRefuse: z.int(),
  willSetAside: z.int(),
  /** Appointments: the patients that come with them. */
  newPatients: z.int(),
  newClinics: z.array(z.string()),
  /** The sheets of a workbook, and the one that is read. */
  sheets: z.array(z.string()).optional(),
  sheet: z.string().optional(),
  /** Sentences about the file as a whole. */
  notes: z.array(z.string()),
  /** Asked when a column of dates can be read both ways. */
  dateQuestion: z.object({ sentence: z.string(), order: DateOrder }).nullable(),
  /** Nothing can be started before this is mended, such as a column that is missing. */
  blocked: z.string().nullable(),
  /**
   * Like problems counted together, the most frequent first; `refuses` says whether the row stays out, `others` how many
   * more sentences there are that differ in a value alone.
   */
  problems: z.array(
    z.object({
      sentence: z.string(),
      count: z.int(),
      refuses: z.boolean(),
      others: z.int().optional(),
      lines: z.array(z.int()),
    }),
  ),
  /** The first rows as they will be read: label and value. */
  samples: z.array(
    z.object({
      line: z.int(),
      values: z.array(z.object({ label: z.string(), value: z.string() })),
      reasons: z.array(z.string()),
    }),
  ),
  duplicates: z.array(z.object({ line: z.int(), who: z.string(), proposal: ImportProposal })),
})
export type ImportPreview = z.infer<typeof ImportPreview>

/** An import as a line of the history. */
export const ImportSummary = z.object({
  id: z.uuid(),
  clinicId: z.uuid().nullable(),
  kind: ImportKind,
  fileName: z.string(),
  status: ImportStatus,
  rowsTotal: z.int(),
  rowsDone: z.int(),
  rowsImported: z.int(),
  rowsRefused: z.int(),
  /** Duplicates set aside; `rowsUndecided` of them wait for a person. */
  rowsSetAside: z.int(),
  rowsUndecided: z.int(),
  /** It runs and has not got on for a minute: whoever ran it was stopped. It can be started again. */
  stalled: z.boolean(),
  failure: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  version: z.int(),
})
export type ImportSummary = z.infer<typeof ImportSummary>

export const Import = ImportSummary.extend({
  columns: z.array(ImportColumn),
  fields: z.array(z.object({ name: z.string(), label: z.string(), many: z.boolean() })),
  options: ImportOptions,
  preview: ImportPreview,
  newClinics: z.int(),
  undo: z
    .object({
      appointments: z.int(),
      patients: z.int(),
      clinics: z.int(),
      /** What stays, and why. At most 200 of them are listed. */
      stayed: z.int(),
      stays: z.array(
        z.object({ what: z.enum(['patient', 'appointment', 'clinic']), who: z.string(), reason: z.string() }),
      ),
    })
    .nullable(),
})
export type Import = z.infer<typeof Import>

/** A row that was refused or set aside, or imported with something left empty. */
export const ImportRow = z.object({
  line: z.int(),
  cells: z.array(z.string()),
  outcome: z.enum(['imported', 'refused', 'set_aside']),
  reasons: z.array(z.string()),
  proposals: z.array(ImportProposal),
  decision: z.enum(['import', 'keep']).nullable(),
  patientId: z.uuid().nullable(),
})
export type ImportRow = z.infer<typeof ImportRow>

const ofOneImport = { importId: z.uuid() }

// Every operation twice: a branch's own imports, and head office's over several branches.
function inBoth<const Below extends string, Fields extends z.ZodRawShape, Output extends z.ZodType = z.ZodNull>(
  name: string,
  below: Below,
  action: 'read' | 'create' | 'delete',
  given: Pick<Endpoint, 'verb' | 'summary' | 'status' | 'answers' | 'uploadLimit'> & {
    input: z.ZodObject<Fields>
    output?: Output
  },
) {
  const { summary, ...rest } = given
  const network = action === 'delete' ? 'update' : action
  return [
    endpoint({ name, path: `/clinics/:clinicId/imports${below}`, needs: `imports.${action}`, summary, ...rest }),
    endpoint({
      name: name.replace(/Imports?/, 'Network$&'),
      path: `/organization/imports${below}`,
      needs: `network.${network}`,
      summary: `${summary} For head office, over several branches.`,
      ...rest,
    }),
  ] as const
}

export const [uploadImport, uploadNetworkImport] = inBoth('uploadImport', '', 'create', {
  verb: 'POST',
  summary:
    'Takes a CSV or XLSX file, guesses what its columns mean and shows what would happen. Nothing is imported yet.',
  input: z.object({ kind: ImportKind, fileName: z.string().trim().min(1).max(200) }),
  output: Import,
  uploadLimit: 50 * 1024 * 1024,
  status: 201,
})

export const [listImports, listNetworkImports] = inBoth('listImports', '', 'read', {
  verb: 'GET',
  summary: 'The imports so far, the newest first.',
  input: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ imports: z.array(ImportSummary) }),
})

export const [getImport, getNetworkImport] = inBoth('getImport', '/:importId', 'read', {
  verb: 'GET',
  summary: 'One import: its columns and preview, how far it is, what came of it.',
  input: z.object(ofOneImport),
  output: Import,
})

export const [correctImport, correctNetworkImport] = inBoth('correctImport', '/:importId/columns', 'create', {
  verb: 'POST',
  summary: 'Corrects what the columns mean and answers the questions about the file; the preview is made anew.',
  input: z.object({
    ...ofOneImport,
    /** A field or null for each column, in their order. */
    mapping: z.array(z.string().max(40).nullable()).max(500),
    options: ImportOptions.default({}),
    version: z.int(),
  }),
  output: Import,
})

export const [startImport, startNetworkImport] = inBoth('startImport', '/:importId/start', 'create', {
  verb: 'POST',
  summary: 'Starts the import, or goes on with one that failed or stands still half-way. It runs in the background.',
  input: z.object(ofOneImport),
  output: Import,
})

export const [listImportRows, listNetworkImportRows] = inBoth('listImportRows', '/:importId/rows', 'read', {
  verb: 'GET',
  summary: 'Rows that were refused, set aside, or imported with something left empty.',
  input: z.object({
    ...ofOneImport,
    outcome: z.enum(['imported', 'refused', 'set_aside']),
    undecided: z.stringbool().default(false),
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({ rows: z.array(ImportRow), more: z.boolean() }),
})

export const [decideImportRows, decideNetworkImportRows] = inBoth(
  'decideImportRows',
  '/:importId/decisions',
  'create',
  {
    verb: 'POST',
    summary: 'Decides about rows that were set aside: import them all the same, or keep who is there.',
    input: z.object({
      ...ofOneImport,
      lines: z.array(z.int().min(1)).min(1).max(500),
      decision: z.enum(['import', 'keep']),
    }),
    output: Import,
  },
)

export const [downloadImportRows, downloadNetworkImportRows] = inBoth('downloadImportRows', '/:importId/file', 'read', {
  verb: 'GET',
  summary: 'The refused (or set aside) rows as a file with the reasons beside them, to mend and import again.',
  input: z.object({
    ...ofOneImport,
    outcome: z.enum(['refused', 'set_aside', 'imported']).default('refused'),
    format: z.enum(['csv', 'xlsx']).default('csv'),
  }),
  answers: 'text/csv',
})

export const [undoImport, undoNetworkImport] = inBoth('undoImport', '/:importId/undo', 'delete', {
  verb: 'POST',
  summary:
    'Takes a whole import back, in the background; one that runs is stopped first. What was used since stays, and is listed with the reason.',
  input: z.object(ofOneImport),
  output: Import,
})
