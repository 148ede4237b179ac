import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getClinicRoles } from '#contract/roles.ts'
import { routePaths } from '../../lib/paths.ts'
import { useCall } from '../../lib/query.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { useClinic } from '../../shared/place.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { Matrix, useShownRole } from './Matrix.tsx'
import { MatrixFilters } from './MatrixFilters.tsx'
import { OwnPatientsSwitch } from './OwnPatientsSwitch.tsx'
import { useViewAs } from './view-as.ts'

const route = getRouteApi('/signed-in/clinics/$clinicId/settings/roles')
const nothing = new Map()

/** What holds in this branch: to read, to look through a role's eyes, and whose patients its doctors see. */
export function ClinicRolesPage() {
  return (
    <Allowed needs="roles.read">
      <ClinicRoles />
    </Allowed>
  )
}

function ClinicRoles() {
  const { t } = useTranslation('roles')
  const { id: clinicId } = useClinic()
  const search = route.useSearch()
  const navigate = useNavigate({ from: routePaths.settingsRoles })
  const { role, oneRole } = useShownRole(search.role)
  const answer = useCall(getClinicRoles, { clinicId }, { topics: ['access', 'clinic'] })
  const viewAs = useViewAs()
  const access = answer.data

  return (
    <Page
      title={t('clinicTitle')}
      toolbar={
        <MatrixFilters
          search={search}
          role={role}
          oneRole={oneRole}
          onSearch={(next) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true })}
        />
      }
      loading={answer.isPending && !answer.error}
    >
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      {access && (
        <>
          <OwnPatientsSwitch clinicId={clinicId} on={access.branches[0]?.ownPatients ?? false} />
          <p style={{ color: 'var(--ink-soft)', maxInlineSize: '44rem' }}>{t('clinicHint')}</p>
          <Matrix
            access={access}
            clinicId={clinicId}
            search={search}
            role={role}
            pending={nothing}
            onViewAs={(who) => viewAs(access, clinicId, who)}
          />
        </>
      )}
    </Page>
  )
}
