import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { routePaths } from '#web/lib/paths.ts'
import { AuditExplorer } from './AuditExplorer.tsx'

const route = getRouteApi('/signed-in/network/audit')

/** Head office's trail: all branches. */
export function NetworkAuditPage() {
  const search = route.useSearch()
  const navigate = useNavigate({ from: routePaths.networkAudit })
  return (
    <AuditExplorer
      search={search}
      withBranch
      onGo={(change, step = false) => void navigate({ search: (before) => ({ ...before, ...change }), replace: !step })}
    />
  )
}
