import { useTranslation } from 'react-i18next'
import type { VisitStatus } from '#contract/appointments.ts'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'
import { statusMarks } from './status.ts'

export function VisitStatusBadge({ status, bare = false }: { status: VisitStatus; bare?: boolean }) {
  const { t } = useTranslation('appointments')
  return (
    <StatusBadge {...statusMarks[status]} bare={bare}>
      {t(`status.${status}`)}
    </StatusBadge>
  )
}
