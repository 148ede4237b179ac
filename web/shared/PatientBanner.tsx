import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText } from '../ui/DateText.tsx'
import { Money } from '../ui/Money.tsx'
import { StatusShape } from '../ui/StatusShape.tsx'
import { useAge } from './age.ts'
import classes from './PatientBanner.module.css'

export interface BannerPatient {
  fullName: string
  number: string
  sex: 'female' | 'male' | 'other' | 'unknown' | null
  /** Plain date; null when unknown. */
  bornOn: string | null
  phone: string | null
  allergies: readonly string[]
  alerts: readonly string[]
  /** Required fields that nobody has filled in yet. */
  toComplete?: readonly string[]
  /** What the patient owes (positive) or has paid in advance (negative), in minor units; left out when the role may not see money. */
  balanceMinor?: number
}

/** Who this is about, on top of every screen about a patient. Stays in sight; allergies are words, not only a colour. */
export function PatientBanner({ patient, actions }: { patient: BannerPatient; actions?: ReactNode }) {
  const { t } = useTranslation('shell')
  return (
    <section className={classes.banner} aria-label={patient.fullName}>
      <div className={classes.who}>
        <h1 className={classes.name}>
          <bdi>{patient.fullName}</bdi>
        </h1>
        <div className={classes.facts}>
          {patient.bornOn && <Age bornOn={patient.bornOn} />}
          {patient.sex && patient.sex !== 'unknown' && <span>{t(`patient.${patient.sex}`)}</span>}
          <span>
            {t('patient.number')} <bdi className="ltr">{patient.number}</bdi>
          </span>
          {patient.phone && (
            <a href={`tel:${patient.phone}`} className={classes.phone}>
              <bdi className="ltr">{patient.phone}</bdi>
            </a>
          )}
        </div>
      </div>
      <Warnings patient={patient} />
      {patient.balanceMinor !== undefined && <Balance minor={patient.balanceMinor} />}
      {actions && <div className={classes.actions}>{actions}</div>}
    </section>
  )
}

function Age({ bornOn }: { bornOn: string }) {
  const age = useAge()
  return (
    <span>
      {age(bornOn)} · <DateText value={bornOn} />
    </span>
  )
}

function Warnings({ patient: { allergies, alerts, toComplete = [] } }: { patient: BannerPatient }) {
  const { t } = useTranslation('shell')
  return (
    <div className={classes.warnings}>
      {allergies.length > 0 ? (
        <strong className={classes.allergy}>
          <StatusShape shape="alert" size={14} /> {t('patient.allergies')}: {allergies.join(', ')}
        </strong>
      ) : (
        <span className={classes.none}>{t('patient.noAllergies')}</span>
      )}
      {alerts.map((alert) => (
        <strong key={alert} className={classes.alert}>
          <StatusShape shape="bar" size={14} /> {alert}
        </strong>
      ))}
      {toComplete.length > 0 && (
        <strong className={classes.alert}>
          <StatusShape shape="ring" size={14} /> {t('patient.toComplete', { fields: toComplete.join(', ') })}
        </strong>
      )}
    </div>
  )
}

function Balance({ minor }: { minor: number }) {
  const { t } = useTranslation('shell')
  const words = minor > 0 ? t('patient.owes') : minor < 0 ? t('patient.credit') : t('patient.settled')
  return (
    <div className={classes.balance} data-owes={minor > 0 || undefined}>
      <span>{words}</span>
      {minor !== 0 && (
        <strong>
          <Money minor={Math.abs(minor)} />
        </strong>
      )}
    </div>
  )
}
