import { Button } from '@mantine/core'
import { IconHeartbeat } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listArrivals } from '#contract/encounters.ts'
import type { Output } from '#contract/endpoint.ts'
import { useFormat } from '../../lib/format.ts'
import { paths } from '../../lib/paths.ts'
import { useCall } from '../../lib/query.ts'
import { DateText } from '../../ui/DateText.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatusShape } from '../../ui/StatusShape.tsx'
import classes from './DayGroup.module.css'
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
  if (rows.length === 0) return null
  return (
    <section className={classes.group}>
      <h2 className={classes.title}>
        {title} <span className={classes.count}>{rows.length}</span>
      </h2>
      <ul className={classes.list}>
        {rows.map(
          ({ appointmentId, patientName, patientNumber, doctorName, startsAt, token, hasAlerts, vitals, reason }) => (
            <li key={appointmentId} className={classes.row}>
              <span className={classes.time}>
                <DateText value={startsAt} style="time" />
                {token !== null && <span className={classes.token}>{t('token', { token })}</span>}
              </span>
              <span className={classes.who}>
                <Link {...paths.visit(clinicId, appointmentId)} className={classes.name}>
                  <bdi>{patientName}</bdi> <bdi className={classes.number}>{patientNumber}</bdi>
                </Link>
                {hasAlerts && (
                  <span className={classes.alerts}>
                    <StatusShape shape="alert" /> {t('doctor.alerts')}
                  </span>
                )}
              </span>
              <span className={classes.what}>
                {vitals ? (
                  <span className={lineClasses.line}>
                    <VitalsValues vitals={vitals} />
                  </span>
                ) : (
                  [reason, doctorName].filter(Boolean).join(' · ')
                )}
              </span>
              <span className={classes.end}>
                <Button
                  size="xs"
                  variant={vitals ? 'default' : 'filled'}
                  onClick={() => onMeasure(appointmentId)}
                  aria-label={`${vitals ? t('vitals.again') : t('vitals.take')}: ${patientName}`}
                >
                  {vitals ? t('vitals.again') : t('vitals.take')}
                </Button>
              </span>
            </li>
          ),
        )}
      </ul>
    </section>
  )
}
