import { Button, Drawer, Group } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { checkOperatorChain, getOperatorChain, listOperatorActs, type OperatorAct } from '#contract/platform.ts'
import { useFormat } from '#web/lib/format.ts'
import { routePaths } from '#web/lib/paths.ts'
import { useAct, useCall } from '#web/lib/query.ts'
import { OlderPages } from '#web/shared/OlderPages.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { DateText } from '#web/ui/DateText.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import classes from './Audit.module.css'
import type { OperatorActsSearch } from './audit-search.ts'
import { ChainView } from './ChainState.tsx'
import { Difference, ShortDifference } from './Difference.tsx'
import { Fact, TraceFacts } from './Facts.tsx'
import { OperatorFilters } from './OperatorFilters.tsx'
import { capital, useAuditWords } from './words.ts'

const route = getRouteApi('/operator/platform/acts')
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** What operators did, in no organization's trail: with its filters, the difference of each act, and its chain. */
export function OperatorActsPage() {
  const { t } = useTranslation('audit')
  const search = route.useSearch()
  const navigate = useNavigate({ from: routePaths.platformActs })
  const go = (change: Partial<OperatorActsSearch>, step = false) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: !step })
  const filter = (change: Partial<OperatorActsSearch>) => go({ before: undefined, act: undefined, ...change })
  const { who, organization, kinds, from, to, before } = search
  const page = useCall(
    listOperatorActs,
    {
      kinds: kinds ?? [],
      zone,
      ...(who && { operatorId: who }),
      ...(organization && { organizationId: organization }),
      ...(from && { from }),
      ...(to && { to }),
      ...(before && { before }),
    },
    { keep: true },
  )
  const rows = page.data?.acts
  const columns = useColumns()
  const filtered = Boolean(who || organization || kinds || from || to)
  return (
    <Page title={t('operators.title')} toolbar={<OperatorFilters search={search} onChange={filter} />}>
      <OperatorChain />
      <Refusal error={page.error} onRetry={() => void page.refetch()} />
      <div className={classes.list} aria-busy={page.isFetching && page.isPlaceholderData}>
        {!page.error && (
          <DataTable
            label={t('operators.title')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            loading={page.isPending}
            selected={search.act}
            onOpen={({ id }) => go({ act: id }, true)}
            empty={
              <EmptyState title={t(filtered ? 'none.title' : 'operators.empty')}>
                {t(filtered ? 'none.body' : 'operators.emptyBody')}
              </EmptyState>
            }
          />
        )}
      </div>
      <OlderPages
        before={before}
        next={page.data?.next}
        onGo={(cursor) => go({ before: cursor, act: undefined }, true)}
      />
      <ActOfOperator
        act={rows?.find(({ id }) => id === search.act)}
        onClose={() => go({ act: undefined })}
        onFilter={filter}
      />
    </Page>
  )
}

const askAgainMs = 3_000

function OperatorChain() {
  const known = useCall(getOperatorChain, {}, { keep: true })
  const waiting = known.data?.check?.state === 'waiting'
  const chain = useCall(getOperatorChain, {}, { keep: true, ...(waiting ? { every: askAgainMs } : {}) })
  const verify = useAct(checkOperatorChain, { invalidates: [getOperatorChain, listOperatorActs] })
  if (!chain.data) return <Refusal error={chain.error} onRetry={() => void chain.refetch()} />
  return (
    <ChainView
      chain={chain.data}
      busy={verify.isPending || waiting}
      onVerify={() => verify.mutate({})}
      error={verify.error}
    />
  )
}

function useColumns(): Column<OperatorAct>[] {
  const { t } = useTranslation('audit')
  return useMemo(
    () => [
      { id: 'at', header: t('column.at'), cell: ({ at }) => <DateText value={at} style="dayTime" />, width: '8.5rem' },
      { id: 'who', header: t('column.who'), wide: true, cell: ({ operatorName }) => <bdi>{operatorName}</bdi> },
      { id: 'what', header: t('column.what'), cell: (row) => <Act act={row} /> },
    ],
    [t],
  )
}

function Act({ act }: { act: OperatorAct }) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  return (
    <div className={classes.act}>
      <div className={classes.onlyNarrow}>
        <bdi>{act.operatorName}</bdi>
      </div>
      <div>
        <span className={classes.sentence}>{words.act(act.event)}</span>
        {act.organizationName && (
          <>
            {' · '}
            <bdi>{act.organizationName}</bdi>
          </>
        )}
      </div>
      <ShortDifference changes={act.changes} />
      {act.reason && <div className={classes.short}>{t('because', { reason: act.reason })}</div>}
    </div>
  )
}

interface ActOfOperatorProps {
  act: OperatorAct | undefined
  onClose: () => void
  onFilter: (change: Partial<OperatorActsSearch>) => void
}

function ActOfOperator({ act, onClose, onFilter }: ActOfOperatorProps) {
  const words = useAuditWords()
  const title = act ? capital(words.act(act.event)) : ''
  return (
    <Drawer opened={act !== undefined} onClose={onClose} title={title} size="md">
      {act && <Told act={act} onFilter={onFilter} />}
    </Drawer>
  )
}

function Told({ act, onFilter }: { act: OperatorAct; onFilter: ActOfOperatorProps['onFilter'] }) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  const { date } = useFormat()
  const { operatorId, organizationId } = act
  return (
    <div className={classes.told}>
      <dl className={classes.facts}>
        <Fact label={t('column.at')}>{`${date(act.at, 'full')}, ${date(act.at, 'time')}`}</Fact>
        <Fact label={t('operators.operator')}>
          <bdi>{act.operatorName}</bdi>
        </Fact>
        {act.organizationName && (
          <Fact label={t('operators.organization')}>
            <bdi>{act.organizationName}</bdi>
          </Fact>
        )}
        {act.reason && <Fact label={t('act.reason')}>{act.reason}</Fact>}
        {act.facts.map(({ field, value }) => (
          <Fact key={field} label={words.field(field)}>
            <bdi>{words.value(field, value)}</bdi>
          </Fact>
        ))}
      </dl>
      {act.changes.length > 0 && <Difference changes={act.changes} />}
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => onFilter({ who: operatorId })}>
          {t('operators.allByOperator')}
        </Button>
        {organizationId && (
          <Button size="xs" variant="default" onClick={() => onFilter({ organization: organizationId })}>
            {t('operators.allAboutOrganization')}
          </Button>
        )}
      </Group>
      <TraceFacts act={act} />
    </div>
  )
}
