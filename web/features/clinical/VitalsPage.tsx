import { Button } from '@mantine/core'
import { IconHeartbeat } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listArrivals } from '#contract/encounters.ts'
import type { Output } from '#contract/endpoint.ts'
import { useFormat } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { DateText } from '../../ui/DateText.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { VisitGroup, VisitRow } from './VisitRow.tsx'
import { VitalsDrawer } from './VitalsDrawer.tsx'
import lineClasses from './VitalsLine.module.css'
import { VitalsValues } from './VitalsLine.tsx'

type Arrival = Output<typeof listArrivals>[number]
const route = getRouteApi('/signed-in/clinics/$clinicId/vitals')

/** A nurse's work: who is here and not measured yet, the longest waiting first; measured ones below. */
export function VitalsPage() {
  const { t } = useTranslation('clinical')
  const { clinicId } = route.useParams()
  const { appointment } = route.useSearch()
  const navigate = route.useNavigate()
  const day = useFormat().today()
  const arrivals = useCall(listArrivals, { clinicId, day }, { topics: ['appointment', 'vitals', 'encounter'] })

  const all = arrivals.data ?? []
  const missing = all.filter(({ vitals }) => !vitals)
  const opened = all.find(({ appointmentId }) => appointmentId === appointment)
  const open = (appointmentId?: string) => void navigate({ search: { appointment: appointmentId } })
  useKeys(
    t('vitals.title'),
    missing[0] ? [{ keys: 'n', label: t('vitals.next'), run: () => open(missing[0]!.appointmentId) }] : [],
  )

  return (
    <Page title={t('vitals.title')} aside={<DateText value={day} style="full" />} loading={arrivals.isPending}>
      <Refusal error={arrivals.error} onRetry={() => void arrivals.refetch()} />
      {arrivals.data && all.length === 0 && (
        <EmptyState icon={<IconHeartbeat size={40} stroke={1.2} />} title={t('vitals.emptyTitle')}>
          {t('vitals.empty')}
        </EmptyState>
      )}
      <Group clinicId={clinicId} title={t('vitals.missing')} rows={missing} onMeasure={open} />
      <Group
        clinicId={clinicId}
        title={t('vitals.measured')}
        rows={all.filter(({ vitals }) => vitals)}
        onMeasure={open}
      />
      {opened && (
        <VitalsDrawer
          clinicId={clinicId}
          appointmentId={opened.appointmentId}
          patientName={opened.patientName}
          onClose={() => open(undefined)}
        />
      )}
    </Page>
  )
}

interface GroupProps {
  clinicId: string
  title: string
  rows: readonly Arrival[]
  onMeasure: (appointmentId: string) => void
}

function Group({ clinicId, title, rows, onMeasure }: GroupProps) {
  const { t } = useTranslation('clinical')
  return (
    <VisitGroup title={title} count={rows.length}>
      {rows.map((row) => {
        const { appointmentId, patientName, doctorName, vitals, reason } = row
        return (
          <VisitRow
            key={appointmentId}
            {...row}
            id={appointmentId}
            clinicId={clinicId}
            what={
              vitals ? (
                <span className={lineClasses.line}>
                  <VitalsValues vitals={vitals} />
                </span>
              ) : (
                [reason, doctorName].filter(Boolean).join(' · ')
              )
            }
            end={
              <Button
                size="xs"
                variant={vitals ? 'default' : 'filled'}
                onClick={() => onMeasure(appointmentId)}
                aria-label={`${vitals ? t('vitals.again') : t('vitals.take')}: ${patientName}`}
              >
                {vitals ? t('vitals.again') : t('vitals.take')}
              </Button>
            }
          />
        )
      })}
    </VisitGroup>
  )
}
