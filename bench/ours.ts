import { startApi } from '#api/node.ts'

// One server process of ours, as in production. Started by run.ts.
process.once('message', async (message) => {
  const { appUrl, secret, poolSize, port } = message as {
    appUrl: string
    secret: string
    poolSize: number
    port: number
  }
  const api = await startApi({ appUrl, secret, poolSize, port, strictAnswers: false })
  process.on('message', () => process.send!({ rssBytes: process.memoryUsage.rss() }))
  process.send!({ port: Number(new URL(api.url).port) })
})

// Whoever started it is gone: so is the reason to run.
process.on('disconnect', () => process.exit())
