import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Module } from '#contract/permissions.ts'
import { type BranchAccess, getRoles, switchModules } from '#contract/roles.ts'
import { routePaths } from '../../lib/paths.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { refreshSession } from '../../lib/session.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import { AccessTabs } from './AccessTabs.tsx'
import classes from './Modules.module.css'
import { ModulesDrawer } from './ModulesDrawer.tsx'
import { switchableModules } from './switchable.ts'
import { useRoleWords } from './words.ts'

const route = getRouteApi('/signed-in/network/access/modules')

/** Which modules each branch has; one branch in a drawer, or many at once. */
export function ModulesPage() {
  const { t } = useTranslation('roles')
  const { moduleName } = useRoleWords()
  const { q, off, branch } = route.useSearch()
  const navigate = useNavigate({ from: routePaths.accessModules })
  const show = (search: object) => void navigate({ search: (before) => ({ ...before, ...search }), replace: true })
  const answer = useCall(getRoles, {}, { topics: ['access', 'clinic'] })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [module, setModule] = useState<Module | null>(null)
  const act = useAct(switchModules, {
    onSuccess: (_output, { branchIds }) => {
      setChosen([])
      void refreshSession()
      toast.done(t('modules.switched', { count: branchIds.length }))
    },
  })
  const toggle = (clinicId: string) =>
    setChosen((before) =>
      before.includes(clinicId) ? before.filter((one) => one !== clinicId) : [...before, clinicId],
    )
  const rows = answer.data?.branches.filter(
    (row) =>
      (!q || `${row.name} ${row.city}`.toLowerCase().includes(q.toLowerCase())) &&
      (!off || row.modulesOff.includes(off)),
  )
  const columns = useColumns(chosen, toggle)
  const allChosen = rows !== undefined && rows.length > 0 && rows.every(({ clinicId }) => chosen.includes(clinicId))
  const turn = (asked: { on?: Module[]; off?: Module[] }) =>
    act.mutate({ branchIds: [...chosen], on: [], off: [], ...asked })
  const open = answer.data?.branches.find(({ clinicId }) => clinicId === branch)

  return (
    <Page
      title={t('modules.title')}
      aside={answer.data && t('branches', { count: answer.data.branches.length })}
      toolbar={
        <>
          <AccessTabs />
          <TextInput
            size="xs"
            value={q ?? ''}
            onChange={({ currentTarget }) => show({ q: currentTarget.value || undefined })}
            placeholder={t('findBranch')}
            aria-label={t('findBranch')}
            leftSection={<IconSearch size={15} stroke={1.7} />}
          />
          <Select
            size="xs"
            w="13rem"
            clearable
            aria-label={t('modules.without')}
            placeholder={t('modules.without')}
            value={off ?? null}
            data={switchableModules.map((value) => ({ value, label: moduleName(value) }))}
            onChange={(value) => show({ off: value ?? undefined })}
          />
        </>
      }
    >
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      <Refusal error={act.error} />
      <div className={classes.many}>
        <Checkbox
          label={chosen.length > 0 ? t('modules.chosen', { count: chosen.length }) : t('modules.chooseAll')}
          checked={allChosen}
          indeterminate={chosen.length > 0 && !allChosen}
          onChange={() => setChosen(allChosen ? [] : (rows ?? []).map(({ clinicId }) => clinicId))}
        />
        {chosen.length > 0 && (
          <>
            <Select
              size="xs"
              w="13rem"
              aria-label={t('moduleFilter')}
              placeholder={t('modules.which')}
              value={module}
              data={switchableModules.map((value) => ({ value, label: moduleName(value) }))}
              onChange={(value) => setModule(value as Module | null)}
            />
            <Button
              size="xs"
              disabled={!module}
              loading={act.isPending}
              onClick={() => module && turn({ off: [module] })}
            >
              {t('modules.turnOff')}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={!module}
              loading={act.isPending}
              onClick={() => module && turn({ on: [module] })}
            >
              {t('modules.turnOn')}
            </Button>
          </>
        )}
      </div>
      <DataTable
        label={t('modules.title')}
        columns={columns}
        rows={rows}
        rowKey={({ clinicId }) => clinicId}
        loading={answer.isPending && !answer.error}
        onOpen={({ clinicId }) => show({ branch: clinicId })}
        selected={branch}
        isMuted={({ active }) => !active}
        empty={<EmptyState title={t('modules.none')}>{t('modules.noneHint')}</EmptyState>}
      />
      {open && <ModulesDrawer key={open.clinicId} branch={open} onClose={() => show({ branch: undefined })} />}
    </Page>
  )
}

function useColumns(chosen: readonly string[], toggle: (clinicId: string) => void): Column<BranchAccess>[] {
  const { t } = useTranslation('roles')
  const { moduleName } = useRoleWords()
  return useMemo(
    () => [
      {
        id: 'choose',
        header: t('modules.choose'),
        cell: (row) => (
          <Checkbox
            aria-label={t('modules.chooseBranch', { branch: row.name })}
            checked={chosen.includes(row.clinicId)}
            onClick={(event) => event.stopPropagation()}
            onChange={() => toggle(row.clinicId)}
          />
        ),
      },
      { id: 'name', header: t('modules.branch'), cell: (row) => row.name, sortBy: (row) => row.name },
      { id: 'city', header: t('modules.city'), cell: (row) => row.city, sortBy: (row) => row.city, wide: true },
      {
        id: 'off',
        header: t('modules.offColumn'),
        sortBy: (row) => row.modulesOff.length,
        cell: (row) =>
          row.modulesOff.length > 0 ? (
            <span className={classes.off}>{row.modulesOff.map(moduleName).join(', ')}</span>
          ) : (
            <span className={classes.all}>{t('modules.allOn')}</span>
          ),
      },
    ],
    [t, moduleName, chosen, toggle],
  )
}
