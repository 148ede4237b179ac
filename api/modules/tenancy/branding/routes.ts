import * as contract from '#contract/branding.ts'
import { Refused } from '../../../core/errors.ts'
import type { Routes } from '../../../core/route.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { claimDomain, lookUpDomain, releaseDomain, settleDomain } from './domains.ts'
import { editBranding, editNetworkBranding, setNetworkLogo } from './edit.ts'
import type { Outside } from './outside.ts'
import { getBranding, getNetworkBranding } from './queries.ts'
import { lookUpSender, removeSender, setSender, settleSender } from './sender.ts'

export function brandingRoutes({ route }: Routes, outside: Outside) {
  /** Does it, and answers how the branch looks now. */
  const here = async (tx: Tx, { clinicId }: { clinicId: string }, done: Promise<void>) => {
    await done
    return getBranding(tx, outside, clinicId)
  }
  const everywhere = async (tx: Tx, done: Promise<void>) => {
    await done
    return getNetworkBranding(tx, outside)
  }

  route(contract.getBranding, (tx, { clinicId }) => getBranding(tx, outside, clinicId))
  route(contract.editBranding, (tx, input) => here(tx, input, editBranding(tx, outside, input)))
  route(contract.claimDomain, (tx, input) => here(tx, input, claimDomain(tx, outside, input.clinicId, input.host)))
  route(
    contract.checkDomain,
    (tx, input, { found }) => here(tx, input, settleDomain(tx, input.clinicId, input.domainId, found as never)),
    { ahead: (tx, { clinicId, domainId }) => lookUpDomain(tx, outside, clinicId, domainId) },
  )
  route(contract.releaseDomain, (tx, input) => here(tx, input, releaseDomain(tx, input.clinicId, input.domainId)))
  route(contract.setSender, (tx, input) => here(tx, input, setSender(tx, outside, input.clinicId, input.address)))
  route(
    contract.checkSender,
    (tx, input, { found }) => here(tx, input, settleSender(tx, input.clinicId, found as never)),
    { ahead: (tx, { clinicId }) => lookUpSender(tx, outside, clinicId) },
  )
  route(contract.removeSender, (tx, input) => here(tx, input, removeSender(tx, input.clinicId)))

  // The organization's.
  route(contract.getNetworkBranding, (tx) => getNetworkBranding(tx, outside))
  route(contract.editNetworkBranding, (tx, input) => everywhere(tx, editNetworkBranding(tx, outside, input)))
  route(contract.setNetworkLogo, (tx, _, { body }) => everywhere(tx, setNetworkLogo(tx, body)))
  route(contract.removeNetworkLogo, (tx) => everywhere(tx, setNetworkLogo(tx, null)))
  route(contract.getNetworkLogo, async (tx) => {
    const logo = await tx.find(sql<{ media_type: string; bytes: Buffer }>`select l.media_type, l.bytes
      from organizations o join organization_logos l on l.organization_id = o.id and l.sha256 = o.logo_sha256
      where o.id = ${tx.organizationId}`)
    if (!logo) throw new Refused('not_found')
    return { bytes: logo.bytes, contentType: logo.media_type, fileName: 'logo' }
  })
  route(contract.claimNetworkDomain, (tx, { host }) => everywhere(tx, claimDomain(tx, outside, null, host)))
  route(
    contract.checkNetworkDomain,
    (tx, { domainId }, { found }) => everywhere(tx, settleDomain(tx, null, domainId, found as never)),
    { ahead: (tx, { domainId }) => lookUpDomain(tx, outside, null, domainId) },
  )
  route(contract.releaseNetworkDomain, (tx, { domainId }) => everywhere(tx, releaseDomain(tx, null, domainId)))
  route(contract.setNetworkSender, (tx, { address }) => everywhere(tx, setSender(tx, outside, null, address)))
  route(contract.checkNetworkSender, (tx, _, { found }) => everywhere(tx, settleSender(tx, null, found as never)), {
    ahead: (tx) => lookUpSender(tx, outside, null),
  })
  route(contract.removeNetworkSender, (tx) => everywhere(tx, removeSender(tx, null)))
}
