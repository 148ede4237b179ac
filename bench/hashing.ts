import { availableParallelism } from 'node:os'
import { hashPassword } from '#api/integrations/password.ts'

// Bare argon2id, as many at once as there are cores, and nothing else. Started by access.ts as a process of its own.
process.once('message', async (message) => {
  const { seconds } = message as { seconds: number }
  const began = performance.now()
  let hashes = 0
  const hasher = async () => {
    while (performance.now() - began < seconds * 1000) {
      await hashPassword('polyclinic')
      hashes++
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, hasher))
  process.send!({ perSecond: hashes / ((performance.now() - began) / 1000) })
})

// Whoever started it is gone: so is the reason to run.
process.on('disconnect', () => process.exit())
