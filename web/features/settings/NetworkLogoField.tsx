import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  getNetworkBranding,
  getNetworkLogo,
  type NetworkBranding,
  removeNetworkLogo,
  setNetworkLogo,
} from '#contract/branding.ts'
import { callApi, requestFor, uploadFile } from '../../lib/api.ts'
import { addressOf, fetchFile } from '../../lib/download.ts'
import { keyOf } from '../../lib/query.ts'
import { LogoBox } from './LogoBox.tsx'

/** The organization's logo: on its sign-in page, and on papers of branches that chose the group's letterhead. */
export function NetworkLogoField({ branding: { hasLogo, version } }: { branding: NetworkBranding }) {
  const client = useQueryClient()
  const logo = useQuery({
    queryKey: ['network-logo', version],
    queryFn: async () => addressOf((await fetchFile(requestFor(getNetworkLogo, {}).url)).blob),
    enabled: hasLogo,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  })
  return (
    <LogoBox<NetworkBranding>
      logo={(hasLogo && logo.data) || null}
      upload={(file) => uploadFile(setNetworkLogo, {}, file)}
      remove={() => callApi(removeNetworkLogo, {})}
      onChanged={(next) => client.setQueryData(keyOf(getNetworkBranding, {}), next)}
    />
  )
}
