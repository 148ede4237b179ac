import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Statement } from '#api/core/batch.ts'
import { openDatabase } from '#api/core/databases.ts'
import { openTokens } from '#api/core/session.ts'

/** One read behind three doors, told apart by nothing but the door. Started by access.ts as a process of its own. */
export interface DoorsMessage {
  appUrl: string
  secret: string
  poolSize: number
  /** What opens the scope: the product's own way in, and bare settings of the same scope. */
  enter: Statement
  settings: Statement
  /** The reads, one after the other. */
  reads: Statement[]
}

process.once('message', (message) => {
  const { appUrl, secret, poolSize, enter, settings, reads } = message as DoorsMessage
  const database = openDatabase(appUrl, poolSize)
  const tokens = openTokens(secret)
  const app = new Hono()
  let number = 0
  const next = () => reads[number++ % reads.length]!
  const answer = async (opening: Statement) => (await database.once([opening, next()]))[1]!.rows

  app.get('/bare', async (context) => context.json(await answer(settings)))
  app.get('/entered', async (context) => context.json(await answer(enter)))
  app.get('/full', async (context) => {
    await tokens.verify((context.req.header('authorization') ?? '').slice(7))
    return context.json(await answer(enter))
  })
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send!({ port }))
})

// Whoever started it is gone: so is the reason to run.
process.on('disconnect', () => process.exit())
