import { useTranslation } from 'react-i18next'
import { minorDigits } from '#contract/money.ts'
import { useFormat } from '../../lib/format.ts'

/** The overview's figures in words: short amounts, rates of per mille, clock times of minutes, weekdays. */
export function useFigures() {
  const { t } = useTranslation('network')
  const format = useFormat()
  return {
    ...format,
    /** `824910000` → `Rs 8.2M`; the whole amount belongs into a title beside it. */
    short: (minor: number, currency: string) =>
      format.number(minor / 10 ** minorDigits(currency), {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        notation: 'compact',
        maximumFractionDigits: Math.abs(minor) >= 10 ** (minorDigits(currency) + 3) ? 1 : 0,
      }),
    rate: (perMille: number) => format.share(perMille / 1000),
    /** How long somebody waits or is late: minutes, and hours beyond two. */
    wait: (minutes: number) =>
      minutes < 120 ? t('wait', { minutes: format.number(minutes) }) : format.minutes(minutes),
    /** A share without decimals: what is compared with a usual day is not exact to the tenth. */
    part: (value: number, whole: number) =>
      format.number(whole === 0 ? 0 : value / whole, { style: 'percent', maximumFractionDigits: 0 }),
    clock: (minute: number) => {
      const two = (number: number) => String(number).padStart(2, '0')
      return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`
    },
    weekday: (day: string) =>
      new Intl.DateTimeFormat(format.locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)),
  }
}

/**
 * The no-show rate of a day in per mille, or null with nobody to count: of all booked once the day is over, of those who
 * came or stayed away so far while it is under way.
 */
export function noShowRate(day: { booked: number; arrived: number; noShow: number }, underWay: boolean): number | null {
  const whole = underWay ? day.noShow + day.arrived : day.booked
  return whole === 0 ? null : Math.round((day.noShow * 1000) / whole)
}
