import { Drawer } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Elevation, listSupportLooks, type SupportLook } from '#contract/platform.ts'
import { useFormat } from '../../lib/format.ts'
import { paths } from '../../lib/paths.ts'
import { useCall } from '../../lib/query.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import classes from './SupportVisits.module.css'

interface SupportLooksDrawerProps {
  visit: Elevation | undefined
  onClose: () => void
}

/** One visit of support: whose records were opened. */
export function SupportLooksDrawer({ visit, onClose }: SupportLooksDrawerProps) {
  return (
    <Drawer opened={visit !== undefined} onClose={onClose} title={<bdi>{visit?.operatorName}</bdi>} size="md">
      {visit && <Looks visit={visit} />}
    </Drawer>
  )
}

function Looks({ visit }: { visit: Elevation }) {
  const { t } = useTranslation('platform')
  const { date, time } = useFormat()
  const looks = useCall(listSupportLooks, { elevationId: visit.id }, { topics: [] })
  return (
    <>
      <p className={classes.lead}>
        {date(visit.startedAt, 'dayTime')} – {time(visit.endedAt ?? visit.endsAt)} · <bdi>{visit.reason}</bdi>
      </p>
      <h2 className={classes.title}>{t('visits.looked')}</h2>
      <Refusal error={looks.error} onRetry={() => void looks.refetch()} />
      {looks.isPending && !looks.error && <RowsSkeleton rows={3} />}
      {looks.data?.length === 0 && <p className={classes.lead}>{t('visits.lookedNone')}</p>}
      <ul className={classes.looks}>
        {looks.data?.map((look) => (
          <LookLine key={`${look.clinicId} ${look.patientId}`} look={look} />
        ))}
      </ul>
    </>
  )
}

function LookLine({ look }: { look: SupportLook }) {
  const { t } = useTranslation('audit')
  const { time } = useFormat()
  const { clinicId, patientId, patientName, patientNumber } = look
  return (
    <li className={classes.look}>
      <span className={classes.at}>{time(look.at)}</span>
      <span>
        {patientName ? (
          <Link {...paths.patient(clinicId, patientId)}>
            <bdi>{patientName}</bdi> <bdi className="ltr">{patientNumber}</bdi>
          </Link>
        ) : (
          <code dir="ltr">{patientId}</code>
        )}
        <span className={classes.soft}>
          {' '}
          · <bdi>{look.clinicName}</bdi> · {look.kinds.map((kind) => t(`look.${kind}`)).join(', ')}
        </span>
      </span>
    </li>
  )
}
