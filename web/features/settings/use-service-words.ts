import { useTranslation } from 'react-i18next'
import { parseAmount, useFormat } from '../../lib/format.ts'
import type { ServiceValues } from './service-values.ts'

/** A field of a service as a person reads it. */
export function useServiceWords() {
  const { t } = useTranslation('settings')
  const { currency, money, number } = useFormat()
  return (name: keyof ServiceValues, values: ServiceValues): string => {
    const { price, taxPercent, minutes, bookable, active } = values
    switch (name) {
      case 'price':
        return money(parseAmount(price, currency) ?? 0)
      case 'taxPercent':
        return number(taxPercent / 100, { style: 'percent', maximumFractionDigits: 2 })
      case 'minutes':
        return t('minutes', { count: minutes })
      case 'bookable':
        return t(bookable ? 'services.yes' : 'services.billedOnly')
      case 'active':
        return t(active ? 'services.active' : 'services.withdrawn')
      default:
        return values[name]
    }
  }
}
