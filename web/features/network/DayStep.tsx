import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Temporal } from 'temporal-polyfill'
import classes from './NetworkPage.module.css'

interface DayStepProps {
  day: string
  isToday: boolean
  /** undefined: today. */
  onDay: (day: string | undefined) => void
}

/** Which day: today's branches live, any other as it was, or is booked. */
export function DayStep({ day, isToday, onDay }: DayStepProps) {
  const { t } = useTranslation('network')
  const step = (days: number) => onDay(Temporal.PlainDate.from(day).add({ days }).toString())
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend of its own
    <div className={classes.days} role="group" aria-label={t('filter.day')}>
      <Tooltip label={t('filter.before')}>
        <ActionIcon variant="default" aria-label={t('filter.before')} onClick={() => step(-1)}>
          <IconChevronLeft size={17} className="flips" />
        </ActionIcon>
      </Tooltip>
      <DatePickerInput
        size="xs"
        value={day}
        onChange={(chosen) => chosen && onDay(String(chosen).slice(0, 10))}
        valueFormat="D MMM YYYY"
        leftSection={<IconCalendar size={15} stroke={1.7} />}
      />
      <Tooltip label={t('filter.after')}>
        <ActionIcon variant="default" aria-label={t('filter.after')} onClick={() => step(1)}>
          <IconChevronRight size={17} className="flips" />
        </ActionIcon>
      </Tooltip>
      <Button size="xs" variant="default" disabled={isToday} onClick={() => onDay(undefined)}>
        {t('filter.today')}
      </Button>
    </div>
  )
}
