import { type RefusalCode, refusals } from '#contract/errors.ts'

/** The person asked for something we will not do. Expected, shown to them, never paged on. Anything else thrown is a bug. */
export class Refused extends Error {
  readonly code: RefusalCode
  readonly detail: unknown
  readonly status: number

  constructor(code: RefusalCode, detail?: unknown, sentence?: string) {
    super(sentence ?? refusals[code][1])
    this.name = 'Refused'
    this.code = code
    this.detail = detail
    this.status = refusals[code][0]
  }
}

/** A setting from outside that cannot be worked with: a sentence for whoever starts the product. */
export class Misconfigured extends Error {
  override name = 'Misconfigured'
}

interface DatabaseError {
  code?: string
  constraint?: string
  message: string
  /** Of what we raise ourselves: the refusal's detail as JSON, and `message` is then its sentence. */
  detail?: string
}

const byState: Record<string, RefusalCode> = {
  PC401: 'session_ended',
  PC403: 'forbidden',
  PC404: 'not_found',
  PC428: 'confirmation_needed',
  '55P03': 'busy', // lock_timeout
  '57014': 'too_slow', // statement_timeout
  '40P01': 'busy', // deadlock: rolled back whole, safe to ask again
  '40001': 'busy',
  '42501': 'not_found', // a write outside the scope: as if it did not exist
  '22P02': 'invalid',
  '22007': 'invalid', // a date that cannot be read
  '22009': 'invalid', // a year beyond four digits reads as a time zone
  '22008': 'invalid', // a date that does not exist
  '22003': 'invalid', // a number too large
  '22021': 'invalid', // a byte sequence that is not UTF-8, a null character
  '22P05': 'invalid',
  '22001': 'invalid', // longer than the column
  '54000': 'invalid', // too long for an index
  '23514': 'invalid', // what the schema says can never be
  '25P03': 'too_slow', // a transaction that stood still: the server ended it
  '26000': 'busy', // a pooler or a restart forgot the statement: it is prepared anew next time
  '53300': 'unavailable', // too many connections
  '57P01': 'unavailable', // the server is being stopped, or an operator ended the connection
  '57P02': 'unavailable',
  '57P03': 'unavailable', // it is starting up
  '57P05': 'unavailable',
  ECONNREFUSED: 'unavailable',
  ECONNRESET: 'unavailable',
  EPIPE: 'unavailable',
  ETIMEDOUT: 'unavailable',
  ENOTFOUND: 'unavailable',
  EAI_AGAIN: 'unavailable',
  ENOENT: 'unavailable', // the server's socket file
}

// pg's own words where a connection broke and the server gave no code.
const brokenConnection = /^(Connection terminated|Client has encountered a connection error|Client was closed)/

/** Turns what the database refused into what the person is told, or null when it is a bug of ours. */
export function refusalOf(error: unknown): Refused | null {
  if (error instanceof Refused) return error
  const { code, constraint, message, detail } = (error ?? {}) as DatabaseError
  if (brokenConnection.test(message)) return new Refused('unavailable')
  if (!code) return null
  // A migration changed a table under a prepared statement: it is prepared anew next time.
  if (code === '0A000' && message.startsWith('cached plan')) return new Refused('busy')
  const meaning = constraint?.split('__')[1]
  if (meaning && meaning in refusals)
    return detail?.startsWith('{"')
      ? new Refused(meaning as RefusalCode, JSON.parse(detail), message)
      : new Refused(meaning as RefusalCode)
  // A foreign key names something that is not there, or not yours: the same answer.
  if (code === '23503') return new Refused(/still referenced/.test(message) ? 'in_use' : 'not_found')
  const known = byState[code]
  return known ? new Refused(known) : null
}
