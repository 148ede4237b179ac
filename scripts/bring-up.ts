import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SampleSignIn } from '#api/modules/identity/routes.ts'
import { holderOf, takeLock } from '#db/cluster/lock.ts'
import { waitFor } from '#db/cluster/process.ts'
import type { Connection } from '#db/connection.ts'
import { sampleOperators, samplePassword, sampleSignIns } from '#db/demo/people.ts'
import { branchesAt } from '#db/demo/places.ts'
import { Explained } from '#db/explained.ts'
import { makeFolder, rootFolder, varFolder } from '#db/folders.ts'
import { appPasswordUnknown, migrateConnection } from '#db/migrate-connection.ts'
import { readSample } from '#db/sample.ts'

/** One server per folder: a second `npm start` hears who runs the first. Answers how to let go. */
export async function claimFolder(): Promise<() => void> {
  const file = join(makeFolder(varFolder), 'start.lock')
  // One that was told to stop a moment ago is given the time to do so.
  if (await waitFor(() => takeLock(file) === null, 3)) return () => rmSync(file, { force: true })
  const holder = holderOf(file)
  throw new Explained(
    `Polyclinic is running from this folder already, as process ${holder}. Use that one, or stop it first: kill ${holder}`,
  )
}

interface Wishes {
  /** `--fresh` throws the embedded database away first, `--empty` leaves the sample group out. */
  args: string[]
  signal: AbortSignal
  say: (sentence: string) => void
}

/** Migrates the database and, when it is the embedded one and new, loads the sample group. Answers the sample people. */
export async function bringUpDatabase(connection: Connection, { args, signal, say }: Wishes): Promise<SampleSignIn[]> {
  signal.throwIfAborted()
  const before = await readSample(connection.adminUrl)
  const fresh = args.includes('--fresh') || (connection.embedded && before.state === 'cut short')
  if (before.state === 'cut short') say('Loading the sample group was cut short last time: it is made anew.')
  const { applied, appCanSignIn } = await migrateConnection(connection, { fresh })
  if (applied.length > 0) say(`Applied ${applied.length} migrations.`)
  if (!appCanSignIn) throw new Explained(appPasswordUnknown)
  signal.throwIfAborted()
  if (!connection.embedded || args.includes('--empty')) return []

  const { state, madeAt } = await readSample(connection.adminUrl)
  if (state === 'other data') return []
  if (state === 'none') {
    say('Loading the sample group (once) …')
    await runDemo(signal)
  } else if (madeAt && madeAt.toDateString() !== new Date().toDateString()) {
    say(
      `The sample group was made on ${madeAt.toDateString()}. For one as of today: npm start -- --fresh (throws the database away).`,
    )
  }
  const branches = branchesAt(1)
  const operators = sampleOperators.map(({ email, name, role }) => ({
    login: email,
    password: samplePassword,
    fullName: name,
    role,
    clinic: null,
  }))
  const people = sampleSignIns.map(({ email, name, role, branchSlug }) => ({
    login: email,
    password: samplePassword,
    fullName: name,
    role,
    clinic: branches.find(({ slug }) => slug === branchSlug)?.name ?? null,
  }))
  return [...people, ...operators]
}

/** In a process of its own, so that the server does not keep the memory that making the rows takes. */
function runDemo(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(rootFolder, 'bin', 'demo.ts')], { stdio: 'inherit', signal })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Explained('The sample group could not be loaded, see above.')),
    )
  })
}
