import { createServer, type Socket } from 'node:net'

export interface TakenMail {
  from: string
  to: string[]
  /** The message as it came, dots unstuffed. */
  raw: string
}

/** What the next conversations do: `refuse` answers 550 to the recipient, `busy` 451, `cut` takes the mail and hangs up without a word. */
export type SmtpMood = 'well' | 'refuse' | 'busy' | 'cut'

/** A mail server on loopback that speaks SMTP, keeps what it took, and fails on demand. */
export async function openFakeSmtp() {
  const taken: TakenMail[] = []
  let mood: SmtpMood = 'well'
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    converse(socket, () => mood, taken)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    mood(next: SmtpMood) {
      mood = next
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type FakeSmtp = Awaited<ReturnType<typeof openFakeSmtp>>

function converse(socket: Socket, mood: () => SmtpMood, taken: TakenMail[]) {
  let waiting = ''
  let inData = false
  let mail: TakenMail = { from: '', to: [], raw: '' }
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 loopback ESMTP')
  socket.on('data', (part) => {
    waiting += part.toString('utf8')
    for (;;) {
      const end = waiting.indexOf(inData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const line = waiting.slice(0, end)
      waiting = waiting.slice(end + (inData ? 5 : 2))
      if (inData) {
        inData = false
        taken.push({ ...mail, raw: line.replace(/(^|\r\n)\.\./g, '$1.') })
        mail = { from: '', to: [], raw: '' }
        if (mood() === 'cut') return socket.destroy()
        say('250 taken')
      } else command(line)
    }
  })

  function command(line: string) {
    const verb = line.slice(0, 4).toUpperCase()
    const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
    if (verb === 'EHLO' || verb === 'HELO') return say('250-loopback\r\n250 8BITMIME')
    if (verb === 'MAIL') {
      mail = { from: address, to: [], raw: '' }
      return say('250 ok')
    }
    if (verb === 'RCPT') {
      if (mood() === 'refuse') return say(`550 no such person ${address}`)
      if (mood() === 'busy') return say('451 try again later')
      mail.to.push(address)
      return say('250 ok')
    }
    if (verb === 'DATA') {
      inData = true
      return say('354 go on')
    }
    if (verb === 'QUIT') {
      say('221 bye')
      return socket.end()
    }
    return say('250 ok')
  }
}
