import { constants } from 'node:os'
import { Misconfigured } from '#api/core/errors.ts'
import { closeClusters } from '#db/cluster/cluster.ts'
import { Explained } from '#db/explained.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
let endsByItself = false

/**
 * Runs a command of bin/ with its arguments. A failure that is a sentence is printed as one, with exit status 1;
 * any other is a bug and keeps its stack. Cut short (Ctrl+C, a kill), it takes the server it has started with it.
 */
export async function runVerb(work: (args: string[]) => Promise<void>): Promise<never> {
  let leaving: Promise<void> | null = null
  for (const signal of signals)
    process.on(signal, () => {
      if (!endsByItself) leaving ??= closeClusters().finally(() => process.exit(128 + constants.signals[signal]))
    })
  try {
    await work(process.argv.slice(2))
  } catch (error) {
    // What broke because the server went is no fault.
    if (leaving) await leaving
    process.exitCode = 1
    console.error(error instanceof Explained || error instanceof Misconfigured ? error.message : error)
  }
  // Signal handlers and idle connections would keep a finished command alive.
  process.exit()
}

/**
 * Waits until somebody wants the command to end: Ctrl+C, a kill, or the death of the process that started it.
 * Asked twice, it still ends once: a terminal signals the whole group, and bootstrap passes its own on.
 */
export function stopAsked(): Promise<void> {
  endsByItself = true
  return new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve())
    process.on('disconnect', () => resolve())
  })
}

/** The value after `--name` or in `--name=value`, or null. */
export function option(args: string[], name: string): string | null {
  const at = args.indexOf(`--${name}`)
  if (at >= 0) return args[at + 1] ?? null
  return args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null
}
