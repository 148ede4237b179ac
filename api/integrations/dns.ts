import { Resolver } from 'node:dns/promises'
import { Misconfigured, Refused } from '../core/errors.ts'

/** What is asked of name servers. Nothing there is an empty list; no answer at all is the refusal `dns_silent`. */
export interface Dns {
  cname(host: string): Promise<string[]>
  /** Each record as one text: name servers cut long ones into pieces. */
  txt(host: string): Promise<string[]>
}

const nothing = new Set(['ENODATA', 'ENOTFOUND', 'ENONAME', 'EBADNAME'])

/** `servers`: addresses such as `127.0.0.1:5353`; left out, those of this machine. */
export function openDns(servers: readonly string[] = []): Dns {
  const resolver = new Resolver({ timeout: 2000, tries: 2 })
  try {
    if (servers.length > 0) resolver.setServers(servers)
  } catch {
    throw new Misconfigured(
      `DNS_SERVERS is "${servers.join(',')}": addresses such as 127.0.0.1:5353 with a comma between.`,
    )
  }
  async function ask<Answer>(question: () => Promise<Answer[]>): Promise<Answer[]> {
    try {
      return await question()
    } catch (error) {
      if (nothing.has((error as { code?: string }).code ?? '')) return []
      throw new Refused('dns_silent')
    }
  }
  return {
    cname: async (host) => (await ask(() => resolver.resolveCname(host))).map(plain),
    txt: async (host) => (await ask(() => resolver.resolveTxt(host))).map((pieces) => pieces.join('')),
  }
}

const plain = (host: string) => host.toLowerCase().replace(/\.$/, '')
