import { createServer, type Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { withClient } from '#db/client.ts'
import { openConnection } from '#db/connection.ts'

afterEach(() => vi.unstubAllEnvs())

test.each([
  'nonsense',
  'http://127.0.0.1/database',
  'mysql://user:password@127.0.0.1:3306/database',
  'postgres://user:password@127.0.0.1:5432',
  'postgres://user:password@127.0.0.1:5432/',
])('DATABASE_URL=%s is told what an address looks like', async (address) => {
  vi.stubEnv('DATABASE_URL', address)
  await expect(openConnection()).rejects.toThrow(/^DATABASE_URL is not an address like postgres:/)
})

test('an address without a host needs that of the app beside it', async () => {
  vi.stubEnv('DATABASE_URL', 'postgres:///database?host=/tmp')
  await expect(openConnection()).rejects.toThrow(/set APP_DATABASE_URL\.$/)
  vi.stubEnv('APP_DATABASE_URL', 'postgres://polyclinic_app@localhost/database')
  expect((await openConnection()).appUrl).toBe('postgres://polyclinic_app@localhost/database')
})

test('something that takes the connection and never answers is given up after ten seconds', async () => {
  const sockets: Socket[] = []
  const silent = createServer((socket) => sockets.push(socket))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as { port: number }
  await expect(withClient(`postgres://user:word@127.0.0.1:${port}/database`, async () => {})).rejects.toThrow(
    `PostgreSQL cannot be reached at 127.0.0.1:${port}. (`,
  )
  for (const socket of sockets) socket.destroy()
  silent.close()
}, 30_000)
