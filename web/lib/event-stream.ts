export interface ServerEvent {
  event: string
  data: string
}

/**
 * Reads text/event-stream from a fetch body. EventSource cannot send an Authorization header,
 * and a token in the address would end up in logs.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      const blocks = (rest + decoder.decode(value, { stream: true })).replaceAll('\r\n', '\n').split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) yield eventOf(block)
    }
  } finally {
    await reader.cancel().catch(() => null)
  }
}

function eventOf(block: string): ServerEvent {
  const event: ServerEvent = { event: 'message', data: '' }
  for (const line of block.split('\n')) {
    // A line that starts with a colon is the server's heartbeat.
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? []
    if (field === 'event') event.event = value ?? ''
    if (field === 'data') event.data += (event.data && '\n') + (value ?? '')
  }
  return event
}
