import { DatePickerInput } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import classes from './Audit.module.css'

interface Period {
  from?: string | undefined
  to?: string | undefined
}

/** From one day to another, both included. */
export function PeriodField({ from, to, onChange }: Period & { onChange: (period: Period) => void }) {
  const { t } = useTranslation('audit')
  const dayOf = (chosen: unknown) => (chosen ? String(chosen).slice(0, 10) : undefined)
  return (
    <DatePickerInput
      type="range"
      size="xs"
      className={classes.period}
      value={[from ?? null, to ?? null]}
      onChange={([first, last]) => onChange({ from: dayOf(first), to: dayOf(last) })}
      valueFormat="D MMM YYYY"
      placeholder={t('filter.anyTime')}
      title={t('filter.period')}
      allowSingleDateInRange
      clearable
    />
  )
}
