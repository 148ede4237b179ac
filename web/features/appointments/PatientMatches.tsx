import { useTranslation } from 'react-i18next'
import type { PatientRow } from '#contract/patients.ts'
import type { ChosenPatient } from './book-values.ts'
import classes from './PatientField.module.css'

interface PatientMatchesProps {
  matches: readonly PatientRow[]
  newCaller: ChosenPatient | null
  newFirst: boolean
  onChoose: (patient: PatientRow) => void
  onNew: (patient: ChosenPatient) => void
}

/** The people who may be meant, and the one who is not registered yet. */
export function PatientMatches({ matches, newCaller, newFirst, onChoose, onNew }: PatientMatchesProps) {
  const { t } = useTranslation('appointments')
  const known = matches.map((patient) => (
    <button key={patient.id} type="button" className={classes.match} onClick={() => onChoose(patient)}>
      <strong>
        <bdi>{patient.fullName}</bdi>
      </strong>
      <bdi className="ltr">{patient.phone}</bdi>
      <bdi className="ltr">{patient.number}</bdi>
    </button>
  ))
  const added = newCaller && (
    <button key="new" type="button" className={classes.match} onClick={() => onNew(newCaller)}>
      <span>{t('find.newCaller')}</span>
      <strong>
        <bdi>{newCaller.fullName}</bdi>
      </strong>
      {newCaller.phone ? <bdi className="ltr">{newCaller.phone}</bdi> : <span>{t('find.addPhone')}</span>}
    </button>
  )
  if (known.length === 0 && !added) return <p className={classes.none}>{t('find.addName')}</p>
  return <div className={classes.matches}>{newFirst ? [added, ...known] : [...known, added]}</div>
}
