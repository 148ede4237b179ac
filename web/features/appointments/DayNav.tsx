import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '#web/ui/keys.ts'
import classes from './DayPage.module.css'
import { addDays } from './time.ts'

interface DayNavProps {
  day: string
  today: string
  onDay: (day: string) => void
}

/** Yesterday, today, tomorrow, or any date. */
export function DayNav({ day, today, onDay }: DayNavProps) {
  const { t } = useTranslation('appointments')
  const back = () => onDay(addDays(day, -1))
  const on = () => onDay(addDays(day, 1))
  useKeys(t('keys.title'), [
    { keys: 't', label: t('day.today'), run: () => onDay(today) },
    { keys: 'j', label: t('day.next'), run: on },
    { keys: 'k', label: t('day.previous'), run: back },
  ])

  return (
    <div className={classes.dayNav}>
      <Tooltip label={t('day.previous')}>
        <ActionIcon variant="default" size={34} aria-label={t('day.previous')} onClick={back}>
          <IconChevronLeft size={17} className="flips" />
        </ActionIcon>
      </Tooltip>
      <Button size="xs" variant="default" disabled={day === today} onClick={() => onDay(today)} h={34}>
        {t('day.today')}
      </Button>
      <Tooltip label={t('day.next')}>
        <ActionIcon variant="default" size={34} aria-label={t('day.next')} onClick={on}>
          <IconChevronRight size={17} className="flips" />
        </ActionIcon>
      </Tooltip>
      <DatePickerInput
        size="xs"
        className={classes.date}
        value={day}
        onChange={(chosen) => chosen && onDay(String(chosen).slice(0, 10))}
        valueFormat="D MMM YYYY"
        leftSection={<IconCalendar size={15} stroke={1.7} />}
        title={t('day.choose')}
        popoverProps={{ shadow: 'md' }}
      />
    </div>
  )
}
