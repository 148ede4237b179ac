import { Button, Select, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import, ImportOptions } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import classes from './imports.module.css'

const zones = Intl.supportedValuesOf('timeZone')
const currencies = Intl.supportedValuesOf('currency')
const shownNames = 12

export interface BranchesPanelProps {
  it: Import
  busy: boolean
  onSave: (options: ImportOptions) => void
}

/** Names in the file that are no branch yet: have them made, with their zone and currency, or leave those rows out. */
export function BranchesPanel({ it, busy, onSave }: BranchesPanelProps) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const { newClinics } = it.preview
  const [make, setMake] = useState(it.options.createClinics ?? false)
  const [timeZone, setTimeZone] = useState(it.options.timeZone ?? format.timeZone)
  const [currency, setCurrency] = useState(it.options.currency ?? format.currency)
  const more = newClinics.length - shownNames
  return (
    <section className={classes.panel}>
      <h2 className={classes.heading}>
        {t('branches.title', { count: newClinics.length, branches: format.number(newClinics.length) })}
      </h2>
      <p className={classes.quiet}>
        <bdi>{newClinics.slice(0, shownNames).join(', ')}</bdi>
        {more > 0 && ` ${t('branches.more', { count: more })}`}
      </p>
      <Switch checked={make} onChange={(event) => setMake(event.currentTarget.checked)} label={t('branches.make')} />
      {make && (
        <div className={classes.fields}>
          <Select
            label={t('branches.zone')}
            data={zones}
            value={timeZone}
            onChange={(zone) => zone && setTimeZone(zone)}
            searchable
            limit={60}
          />
          <Select
            label={t('branches.currency')}
            data={currencies}
            value={currency}
            onChange={(code) => code && setCurrency(code)}
            searchable
            limit={60}
          />
        </div>
      )}
      <div>
        <Button
          variant="light"
          loading={busy}
          onClick={() => onSave({ ...it.options, createClinics: make, ...(make ? { timeZone, currency } : {}) })}
        >
          {t('branches.apply')}
        </Button>
      </div>
    </section>
  )
}
