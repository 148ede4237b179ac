import { fork } from 'node:child_process'
import { expect, test } from 'vitest'
import { answerOf, stopProcess } from './processes.ts'

test('a server process that has died is neither waited for nor asked', async () => {
  const child = fork('-e', ['process.exit(3)'], { execArgv: [], stdio: 'ignore' })
  await new Promise((resolve) => child.once('exit', resolve))
  await expect(answerOf(child)).rejects.toThrow(/ended with/)
  await stopProcess(child)
}, 5000)
