import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

export interface FakeDns {
  /** For `openDns`: `127.0.0.1:port`. */
  server: string
  /** Names and what they hold; a name that is not here does not exist. Change it as a test goes on. */
  zone: Map<string, { cname?: string; txt?: string[] }>
  /** `silent`: never answers. `broken`: SERVFAIL. */
  mood(mood: 'well' | 'silent' | 'broken'): void
  asked: string[]
  stop(): void
}

const types = { cname: 5, txt: 16 }

/** A name server on loopback that speaks the real wire format, knows what it is told, and can fail. */
export async function openFakeDns(): Promise<FakeDns> {
  const zone: FakeDns['zone'] = new Map()
  const asked: string[] = []
  let mood = 'well'
  const socket = createSocket('udp4')
  socket.on('message', (question, from) => {
    const { name, type, end } = readQuestion(question)
    asked.push(name)
    if (mood === 'silent') return
    socket.send(answer(question.subarray(0, end), name, type), from.port, from.address)
  })

  function answer(question: Buffer, name: string, type: number): Buffer {
    const known = zone.get(name)
    const data =
      type === types.cname && known?.cname
        ? [nameBytes(known.cname)]
        : type === types.txt
          ? (known?.txt ?? []).map(textBytes)
          : []
    const head = Buffer.from(question)
    // A response, recursion available; SERVFAIL, NXDOMAIN or no error.
    head.writeUInt16BE(0x8180 | (mood === 'broken' ? 2 : known ? 0 : 3), 2)
    head.writeUInt16BE(mood === 'broken' ? 0 : data.length, 6)
    head.writeUInt32BE(0, 8)
    return Buffer.concat([head, ...(mood === 'broken' ? [] : data.map((bytes) => record(type, bytes)))])
  }

  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address() as AddressInfo
  return {
    server: `127.0.0.1:${port}`,
    zone,
    asked,
    mood(next) {
      mood = next
    },
    stop: () => socket.close(),
  }
}

function readQuestion(message: Buffer) {
  const labels: string[] = []
  let at = 12
  for (let length = message[at]!; length > 0; length = message[at]!) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 }
}

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0) // the name asked for
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function nameBytes(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label, 'latin1')]))
  return Buffer.concat([...labels, Buffer.from([0])])
}

/** Cut into pieces of 255 bytes, as a name server does. */
function textBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1')
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 255) {
    const piece = bytes.subarray(at, at + 255)
    pieces.push(Buffer.from([piece.length]), piece)
  }
  return Buffer.concat(pieces)
}
