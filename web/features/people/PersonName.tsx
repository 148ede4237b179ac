import { useTranslation } from 'react-i18next'
import { Initials } from '../../ui/Initials.tsx'
import classes from './People.module.css'

/** A person in a table: initials, name, and what she does with patients. */
export function PersonName({
  fullName,
  isYou,
  specialties,
}: {
  fullName: string
  isYou: boolean
  specialties: string[]
}) {
  const { t } = useTranslation('people')
  return (
    <span className={classes.person}>
      <Initials name={fullName} size={28} />
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
