import { Button } from '@mantine/core'
import { IconCash, IconUser } from '@tabler/icons-react'
import { Link, useNavigate, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#contract/appointments.ts'
import { useFormat } from '#web/lib/format.ts'
import { paths, routePaths } from '#web/lib/paths.ts'
import { PrintButton } from '#web/shared/PrintButton.tsx'
import { useCan, useClinic } from '#web/shared/place.ts'
import { useTokenPath } from './use-token-path.ts'
import classes from './VisitDrawer.module.css'

/** Where the desk goes on from an appointment: the slip, the patient, the money. */
export function VisitLinks({ visit }: { visit: Visit }) {
  const { t } = useTranslation('appointments')
  const { id: clinicId } = useClinic()
  const { money } = useFormat()
  const navigate = useNavigate()
  const tokenPath = useTokenPath()
  const screens: Record<string, unknown> = useRouter().routesByPath
  const mayPay = useCan('payments.create')
  const patient = { to: routePaths.patient as string, params: { clinicId, patientId: visit.patientId } as never }

  return (
    <div className={classes.steps}>
      {visit.token !== null && <PrintButton label={t('token.print')} path={tokenPath(visit)} />}
      {routePaths.patient in screens && (
        <Button component={Link} {...patient} variant="default" leftSection={<IconUser size={16} />}>
          {t('visit.openPatient')}
        </Button>
      )}
      {mayPay && visit.dueMinor > 0 && (
        <Button
          variant="default"
          leftSection={<IconCash size={16} />}
          onClick={() => void navigate(paths.pay(visit.patientId) as never)}
        >
          {t('visit.pay', { amount: money(visit.dueMinor) })}
        </Button>
      )}
    </div>
  )
}
