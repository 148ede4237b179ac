import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCopy, IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { TimeField } from '../../ui/TimeField.tsx'
import classes from './Hours.module.css'
import { faultOf, nextStretch, type Stretch, weekdayName } from './week.ts'

interface HoursDayProps {
  weekday: number
  day: readonly Stretch[]
  /** The calendar's interval: what the arrow keys move a time by. */
  step: number
  onChange: (day: Omit<Stretch, 'weekday'>[]) => void
  onCopy: (to: number[]) => void
}

/** One weekday: its stretches as two times each, one more, copy to the others. */
export function HoursDay({ weekday, day, step, onChange, onCopy }: HoursDayProps) {
  const { t } = useTranslation('settings')
  const { locale } = useFormat()
  const name = weekdayName(weekday, locale)
  const more = nextStretch(day)
  const change = (index: number, changes: Partial<Stretch>) =>
    onChange(day.map((stretch, at) => (at === index ? { ...stretch, ...changes } : stretch)))

  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend does not take part in the grid
    <div className={classes.day} role="group" aria-label={name}>
      <div className={classes.name}>{name}</div>
      <div className={classes.stretches}>
        {day.length === 0 && <span className={classes.closed}>{t('hours.closed')}</span>}
        {day.map((stretch, index) => {
          const fault = faultOf(day, index)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place in the day
            <div key={index} className={classes.stretch}>
              <TimeField
                aria-label={t('hours.opens', { day: name })}
                minute={stretch.opensMinute}
                step={step}
                error={fault !== null}
                onMinute={(opensMinute) => change(index, { opensMinute })}
              />
              <span aria-hidden>–</span>
              <TimeField
                aria-label={t('hours.closes', { day: name })}
                minute={stretch.closesMinute}
                step={step}
                error={fault !== null}
                onMinute={(closesMinute) => change(index, { closesMinute })}
              />
              <ActionIcon
                aria-label={t('hours.remove', { day: name })}
                onClick={() => onChange(day.filter((_, at) => at !== index))}
              >
                <IconX size={16} stroke={1.7} />
              </ActionIcon>
              {fault && (
                <span role="alert" className={classes.fault}>
                  {t(`hours.fault.${fault}`)}
                </span>
              )}
            </div>
          )
        })}
      </div>
      <div className={classes.acts}>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={more === null}
          leftSection={<IconPlus size={14} />}
          aria-label={t('hours.addOn', { day: name })}
          onClick={() => more && onChange([...day, more])}
        >
          {t('hours.add')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('hours.copyFrom', { day: name })}>
              <IconCopy size={16} stroke={1.7} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onCopy([1, 2, 3, 4, 5])}>{t('hours.copyWorkdays')}</Menu.Item>
            <Menu.Item onClick={() => onCopy([1, 2, 3, 4, 5, 6])}>{t('hours.copySix')}</Menu.Item>
            <Menu.Item onClick={() => onCopy([1, 2, 3, 4, 5, 6, 7])}>{t('hours.copyAll')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </div>
  )
}
