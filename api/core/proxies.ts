import { Misconfigured } from './errors.ts'

/** Whether this network address is a proxy of ours, whose word on where a request came from is taken. */
export type TrustedProxies = (address: string) => boolean

export const nobody: TrustedProxies = () => false

/**
 * From TRUSTED_PROXIES: addresses and IPv4 networks with a comma between, such as `10.0.0.2, 172.16.0.0/12, ::1`.
 * Empty: nobody is, and X-Forwarded-For is a header that anybody can write. Throws Misconfigured for anything else.
 */
export function trustedProxies(said: string | undefined): TrustedProxies {
  const all = (said ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
  if (all.length === 0) return nobody
  const addresses = all.filter((one) => !one.includes('/'))
  const odd = addresses.find((one) => numberOf(one) === null && !/^[\da-f:.]*:[\da-f:.]*$/i.test(one))
  if (odd) throw new Misconfigured(`TRUSTED_PROXIES names "${odd}", which is no address such as 10.0.0.2.`)
  const single = new Set(addresses.map((one) => one.toLowerCase()))
  const networks = all.filter((one) => one.includes('/')).map(networkOf)
  return (address) => {
    if (single.has(address.toLowerCase())) return true
    const number = numberOf(address)
    return number !== null && networks.some(({ base, size }) => number >= base && number < base + size)
  }
}

function networkOf(said: string) {
  const [address = '', bits = ''] = said.split('/')
  const number = numberOf(address)
  if (number === null || !/^\d+$/.test(bits) || Number(bits) > 32)
    throw new Misconfigured(`TRUSTED_PROXIES names "${said}", which is no IPv4 network such as 10.0.0.0/8.`)
  const size = 2 ** (32 - Number(bits))
  return { base: Math.floor(number / size) * size, size }
}

function numberOf(address: string): number | null {
  const parts = address.split('.').map(Number)
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return null
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}
