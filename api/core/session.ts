import { createHash, createSecretKey, hash } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { Refused } from './errors.ts'
import { isId } from './ids.ts'

/** What an access token says. What a request may touch is derived on the server, from the session and the assignments. */
export interface Claims {
  sessionId: string
  userId: string
  organizationId: string
  roles: string[]
  /** `['*']` for an organization-wide role: at 400 clinics a list outgrew Node's header limit. */
  clinicIds: string[]
}

export const accessTokenSeconds = 600
const issuer = 'polyclinic'
const audience = 'polyclinic-api'
const remembered = 20_000

export interface Tokens {
  sign(claims: Claims): Promise<string>
  /** The claims of a good token; Refused `sign_in_needed` for any other. */
  verify(token: string): Promise<Claims>
}

/** Signs and checks access tokens (HS256, ten minutes). `secret`: at least 32 characters. */
export function openTokens(secret: string): Tokens {
  const key = createSecretKey(createHash('sha256').update(`access:${secret}`).digest())
  // Verifying each token anew cost more than half of a read's throughput; a good signature stays good until it expires.
  const good = new Map<string, { claims: Claims; expiresAt: number }>()

  async function verifyAnew(token: string, known: string): Promise<Claims> {
    try {
      const { payload } = await jwtVerify(token, key, {
        issuer,
        audience,
        algorithms: ['HS256'],
        typ: 'at+jwt',
        requiredClaims: ['exp', 'sub', 'sid'],
      })
      const claims: Claims = {
        sessionId: String(payload.sid),
        userId: String(payload.sub),
        organizationId: String(payload.organizationId),
        roles: payload.roles as string[],
        clinicIds: payload.clinicIds as string[],
      }
      if (!isId(claims.sessionId)) throw new Error('a session has an id')
      if (good.size >= remembered) good.clear()
      good.set(known, { claims, expiresAt: payload.exp! * 1000 })
      return claims
    } catch {
      throw new Refused('sign_in_needed')
    }
  }

  return {
    sign: ({ sessionId, userId, ...rest }) =>
      new SignJWT({ userId, ...rest, sid: sessionId })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .setSubject(userId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${accessTokenSeconds}s`)
        .sign(key),
    verify(token) {
      if (token.length > 4096) throw new Refused('sign_in_needed')
      const known = hash('sha256', token, 'base64')
      const found = good.get(known)
      if (found && found.expiresAt > Date.now()) return Promise.resolve(found.claims)
      return verifyAnew(token, known)
    },
  }
}
