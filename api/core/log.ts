import pino from 'pino'

/** One JSON line per event on standard output. Never give it names, phone numbers, tokens or bodies: ids and counts only. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  // A guard for the day somebody forgets.
  redact: [
    'password',
    'token',
    'phone',
    'email',
    'fullName',
    'authorization',
    'cookie',
    '*.password',
    '*.phone',
    '*.email',
    '*.fullName',
  ],
})
