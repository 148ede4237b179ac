import { useTranslation } from 'react-i18next'
import type { PersonRow, StaffRow } from '#contract/people.ts'
import { useFormat } from '../../lib/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './People.module.css'
import { stateLooks } from './states.ts'

/** Not before somebody has come: until then an account may be another's, and nobody is told (known elsewhere). */
export const hasPhoto = ({ state }: PersonRow | StaffRow) => state === 'active'

/** State, sign-in and telephone of somebody, at the head of her drawer. */
export function PersonFacts({ person }: { person: PersonRow | StaffRow }) {
  const { t } = useTranslation('people')
  const { date } = useFormat()
  const { state, login, email, phone, expiresAt } = person
  return (
    <div className={classes.facts}>
      <StatusBadge {...stateLooks[state]} bare>
        {t(`stateName.${state}`)}
      </StatusBadge>
      <span>{login ? t('person.login', { login }) : t('person.noLogin')}</span>
      {person.hasSecondStep && <span>{t('secondStep.on')}</span>}
      {email && email !== login && <bdi className="ltr">{email}</bdi>}
      {phone && <bdi className="ltr">{phone}</bdi>}
      {expiresAt && (
        <span className={classes.soft}>
          {t(Date.parse(expiresAt) > Date.now() ? 'person.expires' : 'person.expired')} {date(expiresAt, 'dayTime')}
        </span>
      )}
    </div>
  )
}
