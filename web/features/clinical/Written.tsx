import { useTranslation } from 'react-i18next'
import type { Encounter } from '#contract/encounters.ts'
import { listed } from '../../lib/format.ts'
import { DateText } from '../../ui/DateText.tsx'
import { unbroken } from './HistoryPanel.tsx'
import lineClasses from './LineEditor.module.css'
import { WarningText } from './LineEditor.tsx'
import classes from './Section.module.css'

/** Note, diagnoses and services as they stand, not to be changed. */
export function WrittenNote({ encounter: { note, diagnoses, services } }: { encounter: Encounter }) {
  const { t } = useTranslation('clinical')
  return (
    <>
      <section className={classes.section}>
        <h2 className={classes.heading}>{t('note.title')}</h2>
        <p className={classes.text}>{note || <span className={classes.quiet}>{t('note.empty')}</span>}</p>
      </section>
      {diagnoses.length > 0 && (
        <section className={classes.section}>
          <h2 className={classes.heading}>{t('diagnosis.title')}</h2>
          <ul className={classes.items}>
            {diagnoses.map(({ code, title, tooth }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same diagnosis may stand there twice; the list is frozen
              <li key={place} className={classes.item}>
                <span>
                  <bdi className={classes.code}>{code}</bdi> <bdi>{title}</bdi>
                </span>
                {tooth && <bdi>{t('tooth.one', { tooth })}</bdi>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {services.length > 0 && (
        <section className={classes.section}>
          <h2 className={classes.heading}>{t('services.title')}</h2>
          <ul className={classes.items}>
            {services.map(({ serviceId, name, tooth, quantity }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same service may stand there twice; the list is frozen
              <li key={`${serviceId} ${place}`} className={classes.item}>
                <span>
                  {name} {quantity > 1 && `× ${quantity}`}
                </span>
                {tooth && <bdi>{t('tooth.one', { tooth })}</bdi>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

export function WrittenPrescription({ encounter }: { encounter: Encounter }) {
  const { t } = useTranslation('clinical')
  const { prescription, advice, followUpOn, warnings, warningsReason } = encounter
  return (
    <>
      <section className={classes.section}>
        <h2 className={classes.heading}>{t('prescription.title')}</h2>
        {prescription.length === 0 && <p className={classes.text}>{t('prescription.none')}</p>}
        {prescription.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity
          <div key={place} className={lineClasses.line}>
            <strong>{line.medicine}</strong>
            <span>
              {listed([unbroken(line.dose), line.route, line.days && t('days', { count: line.days }), line.advice])}
            </span>
            {warnings
              .filter((warning) => warning.line === place)
              .map((warning) => (
                <WarningText key={`${warning.kind} ${warning.because}`} warning={warning} />
              ))}
          </div>
        ))}
        {warningsReason && <p className={classes.text}>{t('warning.given', { reason: warningsReason })}</p>}
      </section>
      {advice && (
        <section className={classes.section}>
          <h2 className={classes.heading}>{t('advice.title')}</h2>
          <p className={classes.text}>{advice}</p>
        </section>
      )}
      {followUpOn && (
        <section className={classes.section}>
          <h2 className={classes.heading}>{t('followUp.title')}</h2>
          <DateText value={followUpOn} style="full" />
        </section>
      )}
    </>
  )
}
