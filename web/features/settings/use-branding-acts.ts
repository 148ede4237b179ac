import {
  type Branding,
  checkDomain,
  checkNetworkDomain,
  checkNetworkSender,
  checkSender,
  claimDomain,
  claimNetworkDomain,
  getBranding,
  getNetworkBranding,
  type NetworkBranding,
  releaseDomain,
  releaseNetworkDomain,
  removeNetworkSender,
  removeSender,
  setNetworkSender,
  setSender,
} from '#contract/branding.ts'
import { useAct, useCall } from '../../lib/query.ts'

/** What both owners have: a branch, and the organization. */
export type Outside = Branding | NetworkBranding

export function useBranding(clinicId: string | null) {
  const ofBranch = useCall(getBranding, clinicId ? { clinicId } : null, { topics: ['clinic', 'domain', 'sender'] })
  const ofAll = useCall(getNetworkBranding, clinicId ? null : {}, { topics: ['organization', 'domain', 'sender'] })
  return clinicId ? ofBranch : ofAll
}

/** What can be done with addresses and senders, of a branch or (null) of the organization. */
export function useBrandingActs(clinicId: string | null) {
  const here = {
    claim: useAct(claimDomain),
    check: useAct(checkDomain),
    release: useAct(releaseDomain),
    setSender: useAct(setSender),
    checkSender: useAct(checkSender),
    removeSender: useAct(removeSender),
  }
  const everywhere = {
    claim: useAct(claimNetworkDomain),
    check: useAct(checkNetworkDomain),
    release: useAct(releaseNetworkDomain),
    setSender: useAct(setNetworkSender),
    checkSender: useAct(checkNetworkSender),
    removeSender: useAct(removeNetworkSender),
  }
  const acts = clinicId ? here : everywhere
  const last = Object.values(acts)
    .filter(({ error }) => error)
    .at(-1)
  const pick = <A, B>(branch: (id: string) => A, network: () => B) => (clinicId ? branch(clinicId) : network())
  return {
    error: last?.error ?? null,
    busy: Object.values(acts).some(({ isPending }) => isPending),
    claim: (host: string | null, done?: () => void) =>
      pick(
        (id) => here.claim.mutate({ clinicId: id, host }, { onSuccess: done }),
        () => everywhere.claim.mutate({ host }, { onSuccess: done }),
      ),
    check: (domainId: string) =>
      pick(
        (id) => here.check.mutate({ clinicId: id, domainId }),
        () => everywhere.check.mutate({ domainId }),
      ),
    release: (domainId: string) =>
      pick(
        (id) => here.release.mutate({ clinicId: id, domainId }),
        () => everywhere.release.mutate({ domainId }),
      ),
    setSender: (address: string) =>
      pick(
        (id) => here.setSender.mutate({ clinicId: id, address }),
        () => everywhere.setSender.mutate({ address }),
      ),
    checkSender: () =>
      pick(
        (id) => here.checkSender.mutate({ clinicId: id }),
        () => everywhere.checkSender.mutate({}),
      ),
    removeSender: () =>
      pick(
        (id) => here.removeSender.mutate({ clinicId: id }),
        () => everywhere.removeSender.mutate({}),
      ),
  }
}
