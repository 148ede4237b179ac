import { ImportKind, ImportOptions } from '#contract/imports.ts'
import { Explained } from '#db/explained.ts'
import { option } from './verb.ts'

/** What the command line of bin/import asks for. */
export interface ImportWishes {
  file: string
  kind: ImportKind
  clinicCode: string | null
  organization: string | null
  login: string
  /** By header of the file; null leaves the column out. */
  columns: Map<string, string | null>
  options: ImportOptions
  yes: boolean
}

const usage =
  'bin/import <file> --kind patients|appointments --clinic CODE|--organization SLUG --as login [--map "Column=field"] [--sheet Name] [--dates dmy|mdy] [--create-clinics] [--time-zone Zone] [--currency CUR] [--country CC] [--yes]'
const flags = ['--yes', '--create-clinics']

/** Reads the arguments. Throws a sentence. */
export function importWishes(args: string[]): ImportWishes {
  const file = args.find((arg, at) => !arg.startsWith('--') && (at === 0 || !takesValue(args[at - 1]!)))
  const kind = ImportKind.safeParse(option(args, 'kind'))
  const login = option(args, 'as')
  const clinicCode = option(args, 'clinic')
  const organization = option(args, 'organization')
  if (!file || !kind.success || !login || !(clinicCode || organization)) throw new Explained(usage)
  const options = ImportOptions.safeParse({
    sheet: option(args, 'sheet') ?? undefined,
    dateOrder: option(args, 'dates') ?? undefined,
    timeZone: option(args, 'time-zone') ?? undefined,
    currency: option(args, 'currency') ?? undefined,
    country: option(args, 'country') ?? undefined,
    createClinics: args.includes('--create-clinics') || undefined,
  })
  if (!options.success)
    throw new Explained(`--${String(options.error.issues[0]?.path[0])}: ${options.error.issues[0]?.message}\n${usage}`)
  return {
    file,
    kind: kind.data,
    clinicCode,
    organization,
    login,
    columns: columnsOf(args),
    options: options.data,
    yes: args.includes('--yes'),
  }
}

const takesValue = (arg: string) => arg.startsWith('--') && !arg.includes('=') && !flags.includes(arg)

function columnsOf(args: string[]): Map<string, string | null> {
  const pairs = args.flatMap((arg, at) =>
    arg === '--map' ? [args[at + 1] ?? ''] : arg.startsWith('--map=') ? [arg.slice(6)] : [],
  )
  return new Map(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=')
      if (at < 1)
        throw new Explained(`--map takes a column and a field, such as --map "Mobile=phone"; "${pair}" is not that.`)
      return [pair.slice(0, at), pair.slice(at + 1) || null]
    }),
  )
}
