import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { countries, countryOfZone, currencyOf, timeZonesOf } from '#contract/countries.ts'
import { languageOf } from '../lib/i18n.ts'

export interface Whereabouts {
  country: string
  timeZone: string
  currency: string
}

/** Where somebody most likely is: her computer's time zone tells the country, and that the rest. */
export function guessWhereabouts(): Whereabouts {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return inCountry(countryOfZone(zone) ?? 'PK', zone)
}

function inCountry(country: string, near?: string): Whereabouts {
  const zones = timeZonesOf(country)
  return { country, timeZone: near && zones.includes(near) ? near : zones[0]!, currency: currencyOf[country]! }
}

export interface CountryFieldsProps {
  value: Whereabouts
  onChange: (value: Whereabouts) => void
  labels: { country: string; timeZone: string; currency: string }
  className: string | undefined
}

/** Country, and the time zone and currency that follow from it; both can be another. */
export function CountryFields({ value, onChange, labels, className }: CountryFieldsProps) {
  const { locale } = languageOf(useTranslation().i18n.language)
  const names = useMemo(() => namesIn(locale), [locale])
  return (
    <>
      <Select
        label={labels.country}
        required
        searchable
        allowDeselect={false}
        autoComplete="off"
        data={names}
        value={value.country}
        onChange={(country) => country && onChange(inCountry(country))}
      />
      <div className={className}>
        <Select
          label={labels.timeZone}
          allowDeselect={false}
          searchable
          data={timeZonesOf(value.country).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          value={value.timeZone}
          onChange={(timeZone) => timeZone && onChange({ ...value, timeZone })}
        />
        <Select
          label={labels.currency}
          allowDeselect={false}
          searchable
          data={allCurrencies}
          value={value.currency}
          onChange={(currency) => currency && onChange({ ...value, currency })}
        />
      </div>
    </>
  )
}

const allCurrencies = [...new Set(Object.values(currencyOf))].sort()

function namesIn(locale: string) {
  const country = new Intl.DisplayNames(locale, { type: 'region' })
  return countries
    .map((code) => ({ value: code, label: country.of(code) ?? code }))
    .sort((one, other) => one.label.localeCompare(other.label, locale))
}
