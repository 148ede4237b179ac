import { Button, Textarea } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import type { Draft } from './draft.ts'
import classes from './Section.module.css'

const weeksAhead = [1, 2, 4, 26] as const

interface FollowUpProps {
  draft: Draft
  /** The clinic's day, yyyy-mm-dd. */
  today: string
  onChange: (patch: Partial<Draft>) => void
}

/** What the patient takes home besides the medicines: advice, and when to come again. */
export function FollowUp({ draft, today, onChange }: FollowUpProps) {
  const { t } = useTranslation('clinical')
  return (
    <section className={classes.section}>
      <Textarea
        label={t('advice.title')}
        placeholder={t('advice.placeholder')}
        autosize
        classNames={{ input: classes.written }}
        minRows={2}
        maxRows={8}
        maxLength={5000}
        value={draft.advice}
        onChange={(event) => onChange({ advice: event.currentTarget.value })}
      />
      <DateInput
        label={t('followUp.title')}
        placeholder={t('followUp.placeholder')}
        valueFormat="D MMM YYYY"
        clearable
        minDate={today}
        value={draft.followUpOn}
        onChange={(followUpOn) => onChange({ followUpOn })}
      />
      <div className={classes.row}>
        {weeksAhead.map((weeks) => (
          <Button
            key={weeks}
            size="compact-sm"
            variant="default"
            onClick={() => onChange({ followUpOn: daysAfter(today, weeks * 7) })}
          >
            {weeks === 26 ? t('followUp.halfYear') : t('followUp.weeks', { count: weeks })}
          </Button>
        ))}
      </div>
    </section>
  )
}

function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
