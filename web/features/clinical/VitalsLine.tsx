import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitSheet, Vitals } from '#contract/encounters.ts'
import { usePlace } from '../../shared/place.ts'
import { DateText } from '../../ui/DateText.tsx'
import { StatusShape } from '../../ui/StatusShape.tsx'
import { VitalsDrawer } from './VitalsDrawer.tsx'
import classes from './VitalsLine.module.css'
import { shownVitals } from './vitals.ts'

/** The newest vitals in one line, with the way to take them. */
export function VitalsLine({
  clinicId,
  sheet,
  locked = false,
}: {
  clinicId: string
  sheet: VisitSheet
  locked?: boolean
}) {
  const { t } = useTranslation('clinical')
  const { can } = usePlace()
  const [opened, setOpened] = useState(false)
  const [newest] = sheet.vitals
  const { id, status } = sheet.appointment
  const mayMeasure = can('vitals.create') && !locked && !['done', 'no_show', 'cancelled'].includes(status)

  return (
    <section className={classes.line} aria-label={t('vitals.title')}>
      {newest ? <VitalsValues vitals={newest} /> : <span className={classes.none}>{t('vitals.none')}</span>}
      {mayMeasure && (
        <Button size="compact-sm" variant="subtle" onClick={() => setOpened(true)}>
          {newest ? t('vitals.again') : t('vitals.take')}
        </Button>
      )}
      {opened && (
        <VitalsDrawer
          clinicId={clinicId}
          appointmentId={id}
          patientName={sheet.patient.fullName}
          onClose={() => setOpened(false)}
        />
      )}
    </section>
  )
}

export function VitalsValues({ vitals }: { vitals: Vitals }) {
  const { t } = useTranslation('clinical')
  return (
    <>
      {shownVitals(vitals).map(({ label, text, unit, isUnusual }) => (
        <span key={label} className={classes.value} data-unusual={isUnusual || undefined}>
          <span className={classes.label}>{t(`vitals.short.${label}`)}</span>{' '}
          <strong>
            <bdi className="ltr">{text}</bdi>
          </strong>{' '}
          {/* "/min" and "°C" stand as they are in Urdu too. */}
          <bdi className={classes.unit}>{unit}</bdi>
          {isUnusual && (
            <>
              {' '}
              <StatusShape shape="alert" />
              <span className="visually-hidden">{t('vitals.unusual')}</span>
            </>
          )}
        </span>
      ))}
      {vitals.note && <span>{vitals.note}</span>}
      <span className={classes.when}>
        <DateText value={vitals.measuredAt} style="time" /> {vitals.measuredBy}
      </span>
    </>
  )
}
