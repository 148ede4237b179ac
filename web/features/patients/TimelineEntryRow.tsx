import { IconCalendarEvent, IconCash, IconPencil, IconPill } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '#contract/patients.ts'
import { todayIn, useFormat } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { useCan } from '#web/shared/place.ts'
import { DateText } from '#web/ui/DateText.tsx'
import { Money } from '#web/ui/Money.tsx'
import classes from './TimelinePage.module.css'

const icons = { visit: IconCalendarEvent, prescription: IconPill, payment: IconCash, change: IconPencil }
type Of<Kind extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: Kind }>

export function TimelineEntryRow({ entry, clinicId }: { entry: TimelineEntry; clinicId: string }) {
  const { t } = useTranslation('patients')
  const Icon = icons[entry.kind]
  const plain = entry.kind === 'visit' && !entry.timed
  return (
    <li className={classes.entry} data-kind={entry.kind}>
      <span className={classes.icon}>
        <Icon size={16} stroke={1.7} aria-label={t(`timeline.${entry.kind}`)} />
      </span>
      <div className={classes.words}>
        {entry.kind === 'visit' && <Visit entry={entry} clinicId={clinicId} />}
        {entry.kind === 'prescription' && <Prescription entry={entry} />}
        {entry.kind === 'payment' && <Payment entry={entry} />}
        {entry.kind === 'change' && <Change entry={entry} />}
      </div>
      <span className={classes.when}>
        <DateText value={entry.at} />
        {!plain && (
          <>
            {' '}
            <DateText value={entry.at} style="time" />
          </>
        )}
      </span>
    </li>
  )
}

function Visit({ entry, clinicId }: { entry: Of<'visit'>; clinicId: string }) {
  const { t } = useTranslation('patients')
  const mayOpen = useCan('encounters.read')
  const { timeZone } = useFormat()
  // The desk's way to an appointment is its drawer on its day.
  const place = mayOpen
    ? paths.visit(clinicId, entry.id)
    : paths.day(clinicId, { date: todayIn(timeZone, new Date(entry.at)), visit: entry.id })
  const title = entry.serviceName ?? t('timeline.visit')
  return (
    <>
      <span>
        <Link {...(place as LinkProps)} className={classes.title}>
          {title}
        </Link>{' '}
        <span className={classes.status} data-status={entry.status}>
          {t(`status.${entry.status as 'done'}`)}
        </span>
      </span>
      <span className={classes.quiet}>{[entry.doctorName, entry.reason].filter(Boolean).join(' · ')}</span>
      {entry.diagnoses.length > 0 && <span>{entry.diagnoses.join(' · ')}</span>}
    </>
  )
}

function Prescription({ entry }: { entry: Of<'prescription'> }) {
  const { t } = useTranslation('patients')
  return (
    <>
      <strong className={classes.title}>{t('timeline.prescription')}</strong>
      <ul className={classes.lines}>
        {entry.lines.map(({ medicine, dose, days }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a prescription's lines are known by their place
          <li key={place}>
            <bdi>{medicine}</bdi> <bdi className={classes.quiet}>{dose}</bdi>
            {days !== null && <span className={classes.quiet}> · {t('days', { count: days })}</span>}
          </li>
        ))}
      </ul>
      <span className={classes.quiet}>{entry.doctorName}</span>
    </>
  )
}

function Payment({ entry }: { entry: Of<'payment'> }) {
  const { t } = useTranslation('patients')
  return (
    <>
      <span>
        <strong className={classes.title}>
          <Money minor={entry.amountMinor} currency={entry.currency} />
        </strong>{' '}
        {t(`method.${entry.method as 'cash'}`)}
      </span>
      <span className={classes.quiet}>
        {t('timeline.receipt')} <bdi className="ltr">{entry.number}</bdi>
      </span>
    </>
  )
}

function Change({ entry }: { entry: Of<'change'> }) {
  const { t } = useTranslation('patients')
  const known = entry.fields.map((name) => t(`field.${name as 'phone'}`, { defaultValue: name }))
  const event = entry.event.replace('patient.', '')
  return (
    <>
      <span>
        {t(`event.${event as 'edited'}`, { defaultValue: t('event.edited') })}
        {known.length > 0 && <>: {known.join(', ')}</>}
      </span>
      {entry.by && (
        <span className={classes.quiet}>
          <bdi>{entry.by}</bdi>
        </span>
      )}
    </>
  )
}
