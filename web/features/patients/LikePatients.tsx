import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LikePatient } from '#contract/patients.ts'
import { StatusShape } from '#web/ui/StatusShape.tsx'
import classes from './LikePatients.module.css'
import { AgeAndSex, Phone } from './PatientFacts.tsx'
import { reasonWords } from './reasons.ts'

interface LikePatientsProps {
  patients: readonly LikePatient[]
  onOpen: (patientId: string) => void
}

/** Who is registered already and may be the same person, and why; a click opens that record instead. */
export function LikePatients({ patients, onOpen }: LikePatientsProps) {
  const { t } = useTranslation('patients')
  return (
    <div aria-live="polite">
      {patients.length > 0 && (
        <section className={classes.panel} aria-label={t('like.title')}>
          <h3 className={classes.title}>
            <StatusShape shape="alert" size={14} /> {t('like.title')}
          </h3>
          {patients.map((patient) => (
            <UnstyledButton key={patient.id} className={classes.one} onClick={() => onOpen(patient.id)}>
              <span className={classes.who}>
                <strong>
                  <bdi>{patient.fullName}</bdi>
                </strong>
                <bdi className="ltr">{patient.number}</bdi>
                <span>
                  <AgeAndSex {...patient} />
                </span>
                <Phone phone={patient.phone} />
              </span>
              <span className={classes.reasons}>{reasonWords(patient.reasons)}</span>
            </UnstyledButton>
          ))}
        </section>
      )}
    </div>
  )
}
