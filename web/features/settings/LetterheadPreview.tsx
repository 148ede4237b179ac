import { useTranslation } from 'react-i18next'
import type { Clinic } from '#contract/clinics.ts'
import { useClinicLogo } from '../../shared/clinic-look.ts'
import { usePlace } from '../../shared/place.ts'
import type { BranchValues } from './branch-values.ts'
import classes from './LetterheadPreview.module.css'

interface LetterheadPreviewProps {
  values: Pick<BranchValues, 'name' | 'address' | 'phone' | 'email' | 'tagline' | 'taxNumber' | 'footer'>
  clinic: Clinic
  color?: string
}

/** The head and foot of the branch's paper as they will be printed, while they are typed. */
export function LetterheadPreview({ values, clinic, color = clinic.color }: LetterheadPreviewProps) {
  const { t } = useTranslation('settings')
  const { session } = usePlace()
  const logo = useClinicLogo(clinic)
  const contact = [values.phone, values.email].filter(Boolean)
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>{t('letterhead.caption')}</figcaption>
      <div className={classes.paper} style={{ '--letterhead': color } as never} aria-live="off">
        <header className={classes.head}>
          {logo && <img src={logo} alt={t('letterhead.logo')} className={classes.logo} />}
          <div className={classes.names}>
            <strong dir="auto">{values.name}</strong>
            <span dir="auto">{[session.organization.name, values.tagline].filter(Boolean).join(' · ')}</span>
          </div>
          <div className={classes.contact}>
            <span dir="auto">{[values.address, clinic.city].filter(Boolean).join(', ')}</span>
            {contact.map((line) => (
              <bdi key={line} className="ltr">
                {line}
              </bdi>
            ))}
            {values.taxNumber && <span>{t('letterhead.tax', { number: values.taxNumber })}</span>}
          </div>
        </header>
        <div className={classes.body} aria-hidden>
          <i style={{ inlineSize: '42%' }} />
          <i style={{ inlineSize: '78%' }} />
          <i style={{ inlineSize: '64%' }} />
          <i style={{ inlineSize: '71%' }} />
        </div>
        {values.footer && (
          <footer className={classes.foot} dir="auto">
            {values.footer}
          </footer>
        )}
      </div>
    </figure>
  )
}
