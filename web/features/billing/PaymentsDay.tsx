import { ActionIcon, Button, Group } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCalendar, IconCash, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { listPayments } from '#contract/billing.ts'
import { useFormat } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useClinic } from '../../shared/place.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Money } from '../../ui/Money.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatRow, StatTile } from '../../ui/StatTile.tsx'
import classes from './InvoicesTable.module.css'
import { PaymentsTable } from './PaymentsTable.tsx'

interface PaymentsDayProps {
  /** yyyy-mm-dd; undefined is today. */
  day: string | undefined
  onShow: (day: string | undefined) => void
}

/** What came in on a day, by method: what the cash drawer and the card machine must agree with. */
export function PaymentsDay({ day, onShow }: PaymentsDayProps) {
  const { t } = useTranslation('billing')
  const { id: clinicId } = useClinic()
  const format = useFormat()
  const today = format.today()
  const shown = day ?? today
  const answer = useCall(listPayments, { clinicId, day: shown }, { topics: ['payment'], keep: true })
  const go = (to: string) => onShow(to === today ? undefined : to)
  const { methods = [], totalMinor = 0, payments, currency } = answer.data ?? {}

  return (
    <>
      <Group gap={4} mb="md">
        <ActionIcon aria-label={t('day.before')} onClick={() => go(dayBeside(shown, -1))}>
          <IconChevronLeft size={18} className="flips" />
        </ActionIcon>
        <DatePickerInput
          size="xs"
          w="9.5rem"
          title={t('day.label')}
          value={shown}
          maxDate={today}
          valueFormat="D MMM YYYY"
          leftSection={<IconCalendar size={15} stroke={1.7} aria-hidden />}
          onChange={(chosen) => chosen && go(String(chosen).slice(0, 10))}
        />
        <ActionIcon aria-label={t('day.after')} disabled={shown >= today} onClick={() => go(dayBeside(shown, 1))}>
          <IconChevronRight size={18} className="flips" />
        </ActionIcon>
        {shown !== today && (
          <Button size="xs" variant="default" onClick={() => onShow(undefined)}>
            {t('day.today')}
          </Button>
        )}
      </Group>
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      {methods.length > 0 && (
        <div style={{ marginBlockEnd: '1rem' }}>
          <StatRow>
            <StatTile
              label={t('day.total')}
              value={<Money minor={totalMinor} currency={currency ?? format.currency} />}
            >
              <span className={classes.number}>
                {t('day.count', { count: methods.reduce((sum, { count }) => sum + count, 0) })}
              </span>
            </StatTile>
            {methods.map(({ method, totalMinor: minor, count }) => (
              <StatTile
                key={method}
                label={t(`method.${method}`)}
                value={<Money minor={minor} currency={currency ?? format.currency} />}
              >
                <span className={classes.number}>{t('day.count', { count })}</span>
              </StatTile>
            ))}
          </StatRow>
        </div>
      )}
      <PaymentsTable
        rows={payments}
        loading={answer.isPending}
        withPatient
        empty={
          <EmptyState icon={<IconCash size={22} stroke={1.6} />} title={t('day.none')}>
            {t('day.noneHint')}
          </EmptyState>
        }
      />
    </>
  )
}

function dayBeside(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
