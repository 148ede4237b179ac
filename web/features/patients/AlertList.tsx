import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { addAlert, type Patient, type PatientAlert, removeAlert } from '#contract/patients.ts'
import { useAct } from '#web/lib/query.ts'
import { useClinic } from '#web/shared/place.ts'
import { toast } from '#web/ui/toasts.tsx'
import classes from './DetailsPage.module.css'

interface AlertListProps {
  patient: Patient
  mayEdit: boolean
  onAdd: () => void
}

export function AlertList({ patient, mayEdit, onAdd }: AlertListProps) {
  const { t } = useTranslation('patients')
  const { id: clinicId } = useClinic()
  const patientId = patient.id
  const add = useAct(addAlert, { onError: (error) => toast.refused(error) })
  const remove = useAct(removeAlert, { onError: (error) => toast.refused(error) })
  const removeWithUndo = ({ id: alertId, kind, label, drugClass, severity }: PatientAlert) =>
    remove.mutate(
      { clinicId, patientId, alertId },
      {
        onSuccess: () =>
          toast.done(t('alert.removed', { label }), {
            undo: () => add.mutate({ clinicId, patientId, kind, label, drugClass, severity }),
          }),
      },
    )

  return (
    <section className={classes.section}>
      <header className={classes.head}>
        <h2>{t('alert.title')}</h2>
        {mayEdit && (
          <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={onAdd}>
            {t('alert.add')}
          </Button>
        )}
      </header>
      {patient.alerts.length === 0 ? (
        <p className={classes.quiet}>{t('alert.none')}</p>
      ) : (
        <ul className={classes.alerts}>
          {patient.alerts.map((alert) => (
            <li key={alert.id}>
              <span className={classes[alert.kind]}>
                <bdi>{alert.label}</bdi>
              </span>
              {alert.kind === 'allergy' && (
                <span className={classes.quiet}>
                  {t(`alert.${alert.severity}`)}
                  {alert.drugClass ? ` · ${alert.drugClass}` : ` · ${t('alert.unchecked')}`}
                </span>
              )}
              {mayEdit && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  className={classes.remove ?? ''}
                  aria-label={t('alert.removeNamed', { label: alert.label })}
                  onClick={() => removeWithUndo(alert)}
                >
                  {t('alert.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
