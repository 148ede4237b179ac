import { useTranslation } from 'react-i18next'
import type { PersonRow } from '#contract/people.ts'
import { Face } from '../../shared/Face.tsx'
import classes from './People.module.css'

interface PersonNameProps {
  person: Pick<PersonRow, 'id' | 'fullName' | 'isYou' | 'specialties' | 'photo'>
  /** The branch whose list it is; null: head office's. */
  clinicId: string | null
}

/** A person in a table: photo or initials, name, and what she does with patients. */
export function PersonName({ person, clinicId }: PersonNameProps) {
  const { t } = useTranslation('people')
  const { id, fullName, isYou, specialties, photo } = person
  return (
    <span className={classes.person}>
      <Face name={fullName} photo={photo} of={{ personId: id, clinicId }} size={28} />
      <span>
        <bdi className={classes.name}>{fullName}</bdi>
        {isYou && <span className={classes.soft}> · {t('you')}</span>}
        {specialties.length > 0 && <span className={classes.line}>{specialties.join(', ')}</span>}
      </span>
    </span>
  )
}

/** How somebody is reached: address over number, both from left to right. */
export function Reach({ email, login, phone }: { email: string | null; login: string | null; phone: string | null }) {
  const address = email ?? login
  return (
    <span className={classes.reach}>
      {address && <bdi className="ltr">{address}</bdi>}
      {phone && <bdi className="ltr">{phone}</bdi>}
      {!address && !phone && '–'}
    </span>
  )
}
