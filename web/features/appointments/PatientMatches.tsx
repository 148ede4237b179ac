import { useTranslation } from 'react-i18next'
import type { PatientRow } from '#contract/patients.ts'
import type { ChosenPatient } from './book-values.ts'
import classes from './PatientField.module.css'
import { WhoIsIt } from './WhoIsIt.tsx'

/** Somebody known, or the new caller (`id: null`). */
export type Match = PatientRow | ChosenPatient

interface PatientMatchesProps {
  id: string
  people: readonly Match[]
  /** Whom Enter takes. */
  current: number
  onTake: (person: Match) => void
}

/** The people who may be meant, and the one who is not registered yet. The field keeps the focus and handles the keys. */
export function PatientMatches({ id, people, current, onTake }: PatientMatchesProps) {
  const { t } = useTranslation('appointments')
  if (people.length === 0) return <p className={classes.none}>{t('find.addName')}</p>
  return (
    <div className={classes.matches} role="listbox" id={id} aria-label={t('find.found')}>
      {people.map((person, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field, which keeps the focus
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <div
          key={person.id ?? 'new'}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === current}
          className={classes.match}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(person)}
        >
          {person.id === null && <span>{t('find.newCaller')}</span>}
          <strong>
            <bdi>{person.fullName}</bdi>
          </strong>
          {'number' in person && <WhoIsIt {...person} />}
          {person.phone ? <bdi className="ltr">{person.phone}</bdi> : !person.id && <span>{t('find.addPhone')}</span>}
          {'number' in person && <bdi className="ltr">{person.number}</bdi>}
        </div>
      ))}
    </div>
  )
}
