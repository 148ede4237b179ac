import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { routePaths } from '#web/lib/paths.ts'
import { AuditExplorer } from './AuditExplorer.tsx'

const route = getRouteApi('/signed-in/clinics/$clinicId/settings/audit')

/** A branch's own trail. */
export function ClinicAuditPage() {
  const search = route.useSearch()
  const { clinicId } = route.useParams()
  const navigate = useNavigate({ from: routePaths.settingsAudit })
  return (
    <AuditExplorer
      search={{ ...search, branch: clinicId }}
      withBranch={false}
      onGo={(change, step = false) =>
        void navigate({ search: (before) => ({ ...before, ...change, branch: undefined }), replace: !step })
      }
    />
  )
}
