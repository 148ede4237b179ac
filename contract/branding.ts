import * as z from 'zod'
import { Color } from './clinics.ts'
import { endpoint } from './endpoint.ts'
import { Phone } from './phone.ts'
import { Instant } from './time.ts'

/** A host name under which the sign-in page wears this organization, or this branch. */
export const Domain = z.object({
  domainId: z.uuid(),
  host: z.string(),
  /** False: below the operator's own domain, nothing to prove. */
  own: z.boolean(),
  /** `waiting`: the name servers do not point here yet, or do so no more. */
  state: z.enum(['waiting', 'verified']),
  checkedAt: Instant.nullable(),
  /** Where the name servers pointed at the last check; empty: nowhere. */
  found: z.string(),
  /** Of one in use: how many checks in a row missed its record. At the third it is taken back. */
  failedChecks: z.int(),
})
export type Domain = z.infer<typeof Domain>

/** A record to set at the name servers of the sender's domain. */
export const DnsRecord = z.object({
  purpose: z.enum(['owner', 'dkim', 'spf']),
  type: z.literal('TXT'),
  name: z.string(),
  value: z.string(),
  found: z.boolean(),
})
export type DnsRecord = z.infer<typeof DnsRecord>

/** An address of one's own that mail comes from, once all of its records were found. */
export const Sender = z.object({
  address: z.string(),
  state: z.enum(['waiting', 'verified']),
  checkedAt: Instant.nullable(),
  /** Of one in use: how many checks in a row missed a record. At the third mail comes from the common address again. */
  failedChecks: z.int(),
  records: z.array(DnsRecord),
})
export type Sender = z.infer<typeof Sender>

/** What stands at the head of documents of branches that chose the group's letterhead. */
export const GroupLetterhead = z.object({
  tagline: z.string().trim().max(200).default(''),
  address: z.string().trim().max(500).default(''),
  phone: Phone.default(''),
  email: z.string().trim().max(254).default(''),
  taxNumber: z.string().trim().max(60).default(''),
  footer: z.string().trim().max(300).default(''),
})
export type GroupLetterhead = z.infer<typeof GroupLetterhead>

export const Certificates = z.enum(['automatic', 'manual', 'none'])

const outside = {
  version: z.int(),
  /** As the group is called. */
  organizationName: z.string(),
  /** null: the name of the branch, or of the organization. */
  senderName: z.string().nullable(),
  domains: z.array(Domain),
  /** The address below the operator's domain that can be had; null when there is none, or it is had already. */
  subdomain: z.string().nullable(),
  /** What a host of one's own must point to (CNAME); null when the operator has set no base domain. */
  target: z.string().nullable(),
  /** How certificates for such hosts come about, as the operator says. */
  certificates: Certificates,
  sender: Sender.nullable(),
  /** Whether mail can be signed for an address of one's own. */
  maySend: z.boolean(),
}

export const Branding = z.object({ ...outside, letterheadFrom: z.enum(['own', 'group']) })
export type Branding = z.infer<typeof Branding>
export const NetworkBranding = z.object({
  ...outside,
  color: z.string(),
  hasLogo: z.boolean(),
  letterhead: GroupLetterhead,
})
export type NetworkBranding = z.infer<typeof NetworkBranding>

const senderName = z.string().trim().min(1).max(80).nullable().optional()
/** `host` null: the address below the operator's domain. */
const claim = z.object({ host: z.string().trim().toLowerCase().max(253).nullable() })
const sender = z.object({ address: z.email().max(254).toLowerCase() })

export const getBranding = endpoint({
  name: 'getBranding',
  verb: 'GET',
  path: '/clinics/:clinicId/branding',
  needs: 'branding.read',
  summary: 'How the branch looks and sounds outside: sender name, letterhead, addresses on the web, sender of mail.',
  output: Branding,
})

export const editBranding = endpoint({
  name: 'editBranding',
  verb: 'PATCH',
  path: '/clinics/:clinicId/branding',
  needs: 'branding.update',
  summary: 'Change the name mails come from, or choose the group’s letterhead.',
  input: z.object({ version: z.int(), senderName, letterheadFrom: z.enum(['own', 'group']).optional() }),
  output: Branding,
})

export const claimDomain = endpoint({
  name: 'claimDomain',
  verb: 'POST',
  path: '/clinics/:clinicId/domains',
  needs: 'branding.create',
  summary: 'Give the branch an address on the web: one of its own, to be verified, or the operator’s.',
  input: claim,
  output: Branding,
  status: 201,
})

export const checkDomain = endpoint({
  name: 'checkDomain',
  verb: 'POST',
  path: '/clinics/:clinicId/domains/:domainId/check',
  needs: 'branding.update',
  summary: 'Ask the name servers whether the address points here.',
  output: Branding,
})

export const releaseDomain = endpoint({
  name: 'releaseDomain',
  verb: 'DELETE',
  path: '/clinics/:clinicId/domains/:domainId',
  needs: 'branding.delete',
  summary: 'Give an address back: from the next request on the branch is not known under it.',
  output: Branding,
})

export const setSender = endpoint({
  name: 'setSender',
  verb: 'PUT',
  path: '/clinics/:clinicId/sender',
  needs: 'branding.update',
  summary: 'Choose the address mail shall come from. It is used once its records are found.',
  input: sender,
  output: Branding,
})

export const checkSender = endpoint({
  name: 'checkSender',
  verb: 'POST',
  path: '/clinics/:clinicId/sender/check',
  needs: 'branding.update',
  summary: 'Look for the records of the sender’s domain.',
  output: Branding,
})

export const removeSender = endpoint({
  name: 'removeSender',
  verb: 'DELETE',
  path: '/clinics/:clinicId/sender',
  needs: 'branding.delete',
  summary: 'Go back to the sender of the installation.',
  output: Branding,
})

export const getNetworkBranding = endpoint({
  name: 'getNetworkBranding',
  verb: 'GET',
  path: '/organization/branding',
  needs: 'network.read',
  summary: 'How the organization looks and sounds outside.',
  output: NetworkBranding,
})

export const editNetworkBranding = endpoint({
  name: 'editNetworkBranding',
  verb: 'PATCH',
  path: '/organization/branding',
  needs: 'network.update',
  summary: 'Change the organization’s colour, sender name or group letterhead.',
  input: z.object({
    version: z.int(),
    color: Color.optional(),
    senderName,
    letterhead: GroupLetterhead.optional(),
  }),
  output: NetworkBranding,
})

export const setNetworkLogo = endpoint({
  name: 'setNetworkLogo',
  verb: 'PUT',
  path: '/organization/logo',
  needs: 'network.update',
  summary: 'Set the organization’s logo: the body is a PNG, JPEG or SVG picture of at most 512 kB.',
  uploadLimit: 512 * 1024,
  output: NetworkBranding,
})

export const removeNetworkLogo = endpoint({
  name: 'removeNetworkLogo',
  verb: 'DELETE',
  path: '/organization/logo',
  needs: 'network.update',
  summary: 'Remove the organization’s logo.',
  output: NetworkBranding,
})

export const getNetworkLogo = endpoint({
  name: 'getNetworkLogo',
  verb: 'GET',
  path: '/organization/logo',
  needs: 'network.read',
  summary: 'The organization’s logo.',
  answers: 'image',
})

export const claimNetworkDomain = endpoint({
  name: 'claimNetworkDomain',
  verb: 'POST',
  path: '/organization/domains',
  needs: 'network.create',
  summary: 'Give the organization an address on the web.',
  input: claim,
  output: NetworkBranding,
  status: 201,
})

export const checkNetworkDomain = endpoint({
  name: 'checkNetworkDomain',
  verb: 'POST',
  path: '/organization/domains/:domainId/check',
  needs: 'network.update',
  summary: 'Ask the name servers whether the organization’s address points here.',
  output: NetworkBranding,
})

export const releaseNetworkDomain = endpoint({
  name: 'releaseNetworkDomain',
  verb: 'DELETE',
  path: '/organization/domains/:domainId',
  needs: 'network.update',
  summary: 'Give an address of the organization back.',
  output: NetworkBranding,
})

export const setNetworkSender = endpoint({
  name: 'setNetworkSender',
  verb: 'PUT',
  path: '/organization/sender',
  needs: 'network.update',
  summary: 'Choose the address mail of all branches shall come from.',
  input: sender,
  output: NetworkBranding,
})

export const checkNetworkSender = endpoint({
  name: 'checkNetworkSender',
  verb: 'POST',
  path: '/organization/sender/check',
  needs: 'network.update',
  summary: 'Look for the records of the organization’s sender.',
  output: NetworkBranding,
})

export const removeNetworkSender = endpoint({
  name: 'removeNetworkSender',
  verb: 'DELETE',
  path: '/organization/sender',
  needs: 'network.update',
  summary: 'Go back to the sender of the installation.',
  output: NetworkBranding,
})
