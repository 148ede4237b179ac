import { createHash, createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { testSecret } from '#tests/harness/group.ts'

/** What a good token of this person says. */
export interface TokenOf {
  userId: string
  organizationId: string
  sessionId: string
}

const ourKey = createHash('sha256').update(`access:${testSecret}`).digest()
const text = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const hmac = (head: string, body: string, key: Buffer | string, hash = 'sha256') =>
  createHmac(hash, key).update(`${head}.${body}`).digest('base64url')

/** A token as ours are made; with other claims or another head where they are given. `undefined` leaves a claim out. */
export function tokenOf(
  person: TokenOf,
  claims: object = {},
  head: object = {},
  key: Buffer | string = ourKey,
): string {
  const now = Math.floor(Date.now() / 1000)
  const { userId, organizationId, sessionId } = person
  const body = text({
    userId,
    organizationId,
    roles: ['org_admin'],
    clinicIds: ['*'],
    sid: sessionId,
    sub: userId,
    iss: 'polyclinic',
    aud: 'polyclinic-api',
    iat: now,
    exp: now + 600,
    ...claims,
  })
  const heading = text({ alg: 'HS256', typ: 'at+jwt', ...head })
  return `${heading}.${body}.${hmac(heading, body, key)}`
}

/** Every way we know to make a token that is none of ours, or no longer: name → token. `trap`: an address that must never be asked for keys. */
export function forgedTokens(person: TokenOf, trap: string): Record<string, string> {
  const now = Math.floor(Date.now() / 1000)
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const jwk = rsa.publicKey.export({ format: 'jwk' })
  const good = tokenOf(person)
  const [head, body, signature] = good.split('.') as [string, string, string]
  const signed = (heading: object, key: KeyObject, hash = 'RSA-SHA256') => {
    const top = text({ typ: 'at+jwt', ...heading })
    const made = createSign(hash).update(`${top}.${body}`).sign({ key, dsaEncoding: 'ieee-p1363' })
    return `${top}.${body}.${made.toString('base64url')}`
  }
  const unsigned = (alg: unknown) => `${text({ alg: alg as string, typ: 'at+jwt' })}.${body}.`
  const own = Buffer.alloc(32, 7)

  return {
    'alg none': unsigned('none'),
    'alg None': unsigned('None'),
    'alg NONE, with our signature': `${unsigned('NONE')}${signature}`,
    'alg nOnE': unsigned('nOnE'),
    'alg empty': unsigned(''),
    'alg null': unsigned(null),
    'alg a list': unsigned(['HS256', 'none']),
    'alg left out': `${text({ typ: 'at+jwt' })}.${body}.${signature}`,
    'alg HS384 under our key': `${text({ alg: 'HS384', typ: 'at+jwt' })}.${body}.${hmac(text({ alg: 'HS384', typ: 'at+jwt' }), body, ourKey, 'sha384')}`,
    'alg HS512 under our key': `${text({ alg: 'HS512', typ: 'at+jwt' })}.${body}.${hmac(text({ alg: 'HS512', typ: 'at+jwt' }), body, ourKey, 'sha512')}`,
    'RS256 of a key of its own': signed({ alg: 'RS256' }, rsa.privateKey),
    'ES256 of a key of its own': signed({ alg: 'ES256' }, elliptic.privateKey, 'SHA256'),
    'HS256 with a public key as the secret': tokenOf(person, {}, {}, publicPem),
    'another secret': tokenOf(person, {}, {}, own),
    'the bare secret': tokenOf(person, {}, {}, testSecret),
    'an empty secret': tokenOf(person, {}, {}, ''),
    'the hash of the bare secret': tokenOf(person, {}, {}, createHash('sha256').update(testSecret).digest()),
    'its own key in the head (jwk)': signed({ alg: 'RS256', jwk }, rsa.privateKey),
    'its own symmetric key in the head': tokenOf(
      person,
      {},
      { jwk: { kty: 'oct', k: own.toString('base64url') } },
      own,
    ),
    'a place for keys (jku)': signed({ alg: 'RS256', jku: `${trap}/keys.json`, kid: 'one' }, rsa.privateKey),
    'a place for keys (jku), symmetric': tokenOf(person, {}, { jku: `${trap}/keys.json`, kid: 'one' }, own),
    'a place for certificates (x5u)': signed({ alg: 'RS256', x5u: `${trap}/chain.pem` }, rsa.privateKey),
    'a certificate of its own (x5c)': signed({ alg: 'RS256', x5c: ['MIIB'] }, rsa.privateKey),
    'a key id that is a path': tokenOf(person, {}, { kid: '../../../../dev/null' }, ''),
    'a key id that is SQL': tokenOf(person, {}, { kid: `x' union select 'AAAA` }, 'AAAA'),
    'a key id that is a command': tokenOf(person, {}, { kid: '|cat /etc/passwd' }, own),
    'a head that must be understood (crit)': tokenOf(person, {}, { crit: ['polyclinic'], polyclinic: true }),
    'a body that is not encoded (b64)': tokenOf(person, {}, { b64: false, crit: ['b64'] }),
    'another kind (typ JWT)': tokenOf(person, {}, { typ: 'JWT' }),
    'another kind (typ rt+jwt)': tokenOf(person, {}, { typ: 'rt+jwt' }),
    'no kind': tokenOf(person, {}, { typ: undefined }),
    'another issuer': tokenOf(person, { iss: 'elsewhere' }),
    'no issuer': tokenOf(person, { iss: undefined }),
    'an issuer that begins as ours': tokenOf(person, { iss: 'polyclinic.evil.example' }),
    'another audience': tokenOf(person, { aud: 'elsewhere' }),
    'no audience': tokenOf(person, { aud: undefined }),
    'over by a second': tokenOf(person, { exp: now - 1 }),
    'over now': tokenOf(person, { exp: now }),
    'never over (no exp)': tokenOf(person, { exp: undefined }),
    'over at a word': tokenOf(person, { exp: 'tomorrow' }),
    'not yet good (nbf)': tokenOf(person, { nbf: now + 300 }),
    'claims that were changed': `${head}.${text({ sub: person.userId, sid: person.sessionId, organizationId: person.organizationId, iss: 'polyclinic', aud: 'polyclinic-api', exp: now + 9999 })}.${signature}`,
    'a head that was changed': `${text({ alg: 'HS256', typ: 'at+jwt', x: 1 })}.${body}.${signature}`,
    'a signature cut short': `${head}.${body}.${signature.slice(0, 20)}`,
    'no signature': `${head}.${body}.`,
    'two parts': `${head}.${body}`,
    'four parts': `${good}.${signature}`,
    'an encrypted token’s five parts': `${head}.${signature}.${signature}.${body}.${signature}`,
    'white space in it': `${head}. ${body}.${signature}`,
    'a session that is no id': tokenOf(person, { sid: 'x' }),
    'no session': tokenOf(person, { sid: undefined }),
    'a session of nobody': tokenOf(person, { sid: crypto.randomUUID() }),
    'a refresh token': createHash('sha256').update('a refresh token').digest('base64url'),
    nothing: '',
    'three dots': '...',
    'the word null': 'null',
    'five thousand letters': 'a'.repeat(5000),
    'a good one with 64 kB of claims': tokenOf(person, { more: 'x'.repeat(64 * 1024) }),
    '64 kB of dots': '.'.repeat(64 * 1024),
  }
}
