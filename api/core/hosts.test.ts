import { expect, test, vi } from 'vitest'
import { openHosts } from './hosts.ts'
import { trustedProxies } from './proxies.ts'
import { placeOf, seatOf } from './request.ts'

test('a host is looked up once and remembered for two seconds, no longer', async () => {
  vi.useFakeTimers()
  let owner: string | null = 'one'
  const lookUp = vi.fn(async () => owner)
  const hosts = openHosts(lookUp)
  expect(await hosts.organizationOf('a.example')).toBe('one')
  owner = 'two'
  expect(await hosts.organizationOf('a.example')).toBe('one')
  expect(hosts.refuseForeign('a.example', 'one')).toBeNull()
  expect(() => hosts.refuseForeign('a.example', 'two')).toThrow()
  expect(lookUp).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(2001)
  await expect(hosts.refuseForeign('a.example', 'one')).rejects.toMatchObject({ code: 'sign_in_needed' })
  await hosts.refuseForeign('a.example', 'two')
  vi.useRealTimers()
})

test('a host of nobody is open to all, and made-up ones do not fill the memory', async () => {
  const hosts = openHosts(async () => null)
  for (let number = 0; number < 3000; number++) await hosts.organizationOf(`x${number}.example`)
  await hosts.refuseForeign('y.example', 'one')
})

test('an IPv6 network is one seat however it is written, and an address is shown without its last part', () => {
  const written = ['2001:db8:0:1::5', '2001:0db8:0000:0001:ffff::1', '2001:db8:0:1:0:0:0:5', '2001:DB8:0:1::%eth0']
  expect(new Set(written.map(seatOf))).toEqual(new Set(['2001:db8:0:1::/64']))
  expect(seatOf('203.0.113.9')).toBe('203.0.113.9')
  expect([placeOf('203.0.113.9'), placeOf('2001:db8:0:1::5'), placeOf('')]).toEqual([
    '203.0.113.…',
    '2001:db8:0::…',
    '',
  ])
})

test('proxies are trusted by address and network, and nobody when none is named', () => {
  expect([undefined, '', ' , '].map((said) => trustedProxies(said)('127.0.0.1'))).toEqual([false, false, false])
  const trusted = trustedProxies('10.1.2.3, 172.16.0.0/12, ::1')
  expect(['10.1.2.3', '172.31.255.255', '::1'].map(trusted)).toEqual([true, true, true])
  expect(['10.1.2.4', '172.32.0.0', '172.15.255.255', '::2', ''].map(trusted)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
  expect(() => trustedProxies('fd00::/8')).toThrow('TRUSTED_PROXIES')
  expect(() => trustedProxies('10.0.0.0/99')).toThrow('TRUSTED_PROXIES')
})
