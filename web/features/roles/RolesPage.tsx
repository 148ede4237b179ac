import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRoles, getRoles, type RoleChangeAsked } from '#contract/roles.ts'
import { routePaths } from '../../lib/paths.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { refreshSession } from '../../lib/session.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import { AccessTabs } from './AccessTabs.tsx'
import { Matrix, useShownRole } from './Matrix.tsx'
import { MatrixFilters } from './MatrixFilters.tsx'
import { type Pending, resetsOf, withChange } from './matrix-model.ts'
import { PendingBar } from './PendingBar.tsx'
import { useViewAs } from './view-as.ts'

const route = getRouteApi('/signed-in/network/access')
const nothing: Pending = new Map()

/** Head office's matrix: what each role may do, everywhere or in one branch. */
export function RolesPage() {
  const { t } = useTranslation('roles')
  const search = route.useSearch()
  const navigate = useNavigate({ from: routePaths.access })
  const { role, oneRole } = useShownRole(search.role)
  const answer = useCall(getRoles, {}, { topics: ['access', 'clinic'] })
  const [pending, setPending] = useState(nothing)
  const act = useAct(changeRoles, {
    onSuccess: () => {
      setPending(nothing)
      // Who holds one of these roles sees it at once, the person at this screen too.
      void refreshSession()
      toast.done(t('saved'))
    },
  })
  const viewAs = useViewAs()
  const access = answer.data
  const branch = access?.branches.find(({ clinicId }) => clinicId === search.branch)
  const clinicId = branch?.clinicId ?? null
  const save = (changes: RoleChangeAsked[]) => act.mutate({ branchId: clinicId, changes })
  const set = (change: RoleChangeAsked) => access && setPending(withChange({ access, clinicId, pending }, change))
  const resets = access ? resetsOf(access, clinicId) : []

  return (
    <Page
      title={t('title')}
      aside={branch ? branch.name : t('allBranches')}
      toolbar={
        <>
          <AccessTabs />
          <MatrixFilters
            search={search}
            role={role}
            oneRole={oneRole}
            branches={access?.branches}
            onSearch={(next) => {
              if ('branch' in next) setPending(nothing)
              void navigate({ search: (before) => ({ ...before, ...next }), replace: true })
            }}
          />
          {resets.length > 0 && pending.size === 0 && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowBackUp size={15} stroke={1.7} className="flips" aria-hidden />}
              loading={act.isPending}
              onClick={() => save(resets)}
            >
              {t('resetAll', { count: resets.length })}
            </Button>
          )}
        </>
      }
      loading={answer.isPending && !answer.error}
    >
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      {pending.size === 0 && <Refusal error={act.error} />}
      {access && (
        <>
          <Matrix
            access={access}
            clinicId={clinicId}
            search={search}
            role={role}
            pending={pending}
            onSet={({ role: who, permission }, allowed, limitMinor = null) =>
              set({ role: who, permission, allowed, limitMinor })
            }
            onReset={({ role: who, permission }) => save([{ role: who, permission, allowed: null, limitMinor: null }])}
            onViewAs={branch && ((who) => viewAs(access, branch.clinicId, who))}
          />
          <PendingBar
            view={{ access, clinicId, pending }}
            busy={act.isPending}
            error={act.error}
            onSave={() => save([...pending.values()])}
            onDiscard={() => setPending(nothing)}
          />
        </>
      )}
    </Page>
  )
}
