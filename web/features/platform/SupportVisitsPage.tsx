import { Button } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { endSupportVisit, listSupportVisits } from '#contract/platform.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useVisitColumns } from './elevation-columns.tsx'
import classes from './SupportVisits.module.css'

/** For head office: when support was inside, and the door to show it out by. */
export function SupportVisitsPage() {
  const { t } = useTranslation('platform')
  const { elevation } = useSession()
  const call = useCall(listSupportVisits, {}, { topics: ['support'], every: 60_000 })
  const end = useAct(endSupportVisit, {
    invalidates: [listSupportVisits],
    onSuccess: () => toast.done(t('visits.ended')),
  })
  const columns = useVisitColumns()
  const withEnd = useMemo(
    () => [
      ...columns,
      {
        id: 'end',
        header: '',
        cell: ({ id, live }: { id: string; live: boolean }) =>
          live &&
          !elevation && (
            <Button size="compact-sm" variant="default" onClick={() => end.mutate({ elevationId: id })}>
              {t('visits.end')}
            </Button>
          ),
      },
    ],
    [columns, end.mutate, t, elevation],
  )
  return (
    <Page title={t('visits.title')}>
      <p className={classes.lead}>{t('visits.lead')}</p>
      <Refusal error={end.error ?? call.error} />
      <DataTable
        label={t('visits.title')}
        columns={withEnd}
        rows={call.data}
        rowKey={({ id }) => id}
        loading={call.isPending && !call.error}
        empty={
          call.error ? null : (
            <EmptyState icon={<IconLifebuoy size={22} stroke={1.6} />} title={t('visits.none')}>
              {t('visits.noneHint')}
            </EmptyState>
          )
        }
      />
    </Page>
  )
}
