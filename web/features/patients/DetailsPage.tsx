import { Button, Group } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getPatient, getPatientSheet, type Patient } from '#contract/patients.ts'
import { requestFor } from '#web/lib/api.ts'
import { paths } from '#web/lib/paths.ts'
import { useCall } from '#web/lib/query.ts'
import { PrintButton } from '#web/shared/PrintButton.tsx'
import { useCan } from '#web/shared/place.ts'
import { DateText } from '#web/ui/DateText.tsx'
import { AlertList } from './AlertList.tsx'
import classes from './DetailsPage.module.css'

const route = getRouteApi('/signed-in/clinics/$clinicId/patients/$patientId')
const ltr = ['phone', 'secondPhone', 'email', 'nationalId', 'externalRef', 'number'] as const
const texts = ['guardian', 'address', 'city', 'notes'] as const

/** What is known, and nothing else: an empty field is not shown, it is in the drawer. */
export function DetailsPage() {
  const { t } = useTranslation('patients')
  const { clinicId, patientId } = route.useParams()
  const navigate = useNavigate()
  const { data: patient } = useCall(getPatient, { clinicId, patientId })
  const mayEdit = useCan('patients.update')
  const mayArchive = useCan('patients.delete')
  if (!patient) return null
  const active = !patient.archivedAt
  const go = (search: object) => void navigate({ ...paths.patientDetails(clinicId, patientId), search })

  return (
    <>
      <AlertList patient={patient} mayEdit={mayEdit && active} onAdd={() => go({ alert: true })} />
      <section className={classes.section}>
        <header className={classes.head}>
          <h2>{t('tabs.details')}</h2>
          <Group gap="xs">
            <PrintButton
              size="xs"
              label={t('print')}
              path={(language) => requestFor(getPatientSheet, { clinicId, patientId, language }).url}
            />
            {mayEdit && active && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPencil size={14} />}
                onClick={() => go({ edit: true })}
              >
                {t('edit')}
              </Button>
            )}
          </Group>
        </header>
        <Known patient={patient} />
        {mayArchive && active && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => go({ archive: true })}>
            {t('archive')}
          </Button>
        )}
      </section>
    </>
  )
}

function Known({ patient }: { patient: Patient }) {
  const { t } = useTranslation('patients')
  return (
    <dl className={classes.list}>
      {patient.bornOn && (
        <div>
          <dt>{t('field.bornOn')}</dt>
          <dd>
            <DateText value={patient.bornOn} />
          </dd>
        </div>
      )}
      {patient.sex !== 'unknown' && (
        <div>
          <dt>{t('field.sex')}</dt>
          <dd>{t(`sex.${patient.sex}`)}</dd>
        </div>
      )}
      {ltr.map((name) =>
        patient[name] ? (
          <div key={name}>
            <dt>{t(`field.${name}`)}</dt>
            <dd>
              <bdi className="ltr">{patient[name]}</bdi>
            </dd>
          </div>
        ) : null,
      )}
      {texts.map((name) =>
        patient[name] ? (
          <div key={name} data-long={name === 'notes' || undefined}>
            <dt>{t(`field.${name}`)}</dt>
            <dd dir="auto">{patient[name]}</dd>
          </div>
        ) : null,
      )}
      {patient.fields.map(({ fieldId, label, kind, shown, retired }) =>
        shown === null ? null : (
          <div key={fieldId} data-long={shown.length > 60 || undefined}>
            <dt>
              <bdi>{label}</bdi>
              {retired && ` (${t('fields.retired')})`}
            </dt>
            <dd dir="auto">{kind === 'date' ? <DateText value={shown} /> : shown}</dd>
          </div>
        ),
      )}
      {patient.tags.length > 0 && (
        <div>
          <dt>{t('field.tags')}</dt>
          <dd>{patient.tags.join(', ')}</dd>
        </div>
      )}
      <div>
        <dt>{t('field.createdAt')}</dt>
        <dd>
          <DateText value={patient.createdAt} />
        </dd>
      </div>
    </dl>
  )
}
