import { Misconfigured } from '#api/core/errors.ts'
import { Explained } from '#db/explained.ts'

/**
 * Runs a command of bin/ with its arguments. A failure that is a sentence is printed as one, with exit status 1;
 * any other is a bug and keeps its stack.
 */
export async function runVerb(work: (args: string[]) => Promise<void>): Promise<never> {
  try {
    await work(process.argv.slice(2))
  } catch (error) {
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
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
    process.on('disconnect', () => resolve())
  })
}

/** The value after `--name` or in `--name=value`, or null. */
export function option(args: string[], name: string): string | null {
  const at = args.indexOf(`--${name}`)
  if (at >= 0) return args[at + 1] ?? null
  return args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null
}
