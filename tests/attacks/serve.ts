import { startApi } from '#api/node.ts'
import { startWorker } from '#api/worker.ts'
import { testSecret } from '#tests/harness/group.ts'

// Runs in a process of its own: a crash is seen as a crash, and everything it logs is read.
const { APP_URL: appUrl = '', WEB_ROOT: webRoot, POOL_SIZE = '4', WITH_WORKER } = process.env
const api = await startApi({ appUrl, secret: testSecret, port: 0, webRoot, poolSize: Number(POOL_SIZE) })
if (WITH_WORKER) await startWorker({ appUrl, secret: testSecret })
process.stdout.write(`serving ${api.url}\n`)
