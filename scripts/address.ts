import { createServer } from 'node:net'
import { codeOf, Explained } from '#db/explained.ts'

/** Where to serve: `HOST` (127.0.0.1) and `PORT` (3000). */
export function wishedAddress(): { host: string; port: number } {
  // Set to nothing is not set: an empty host would be every address of this machine.
  const host = process.env.HOST || '127.0.0.1'
  const port = process.env.PORT || '3000'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    throw new Explained(`PORT is "${port}", which is not a port number (0 to 65535).`)
  return { host, port: Number(port) }
}

/** Looks before the long work whether the port can be had; throws a sentence when not. */
export async function refuseTakenPort({ host, port }: { host: string; port: number }): Promise<void> {
  if (port === 0) return
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(explainListen(error, host, port)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

/** A port that nobody uses now, on the loopback address. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Turns a refusal to listen into a sentence; other errors come back as they are. */
export function explainListen(error: unknown, host: string, port: number): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new Explained(
        `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
      )
    case 'EACCES':
      return new Explained(
        `Port ${port} is not open to this user: ports below 1024 usually are not. Choose another: PORT=3000 npm start`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Explained(`HOST is "${host}", which is not an address of this machine.`)
    default:
      return error
  }
}
