import { ActionIcon, NumberInput, Select } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Service } from '#contract/services.ts'
import { useFormat } from '../../lib/format.ts'
import { Money } from '../../ui/Money.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import { amountsOf, type DraftLine, lineOf } from './draft-lines.ts'
import classes from './InvoiceLines.module.css'

interface LinesEditorProps {
  lines: readonly DraftLine[]
  services: readonly Service[]
  currency: string
  onChange: (lines: DraftLine[]) => void
  /** Stands alone in a drawer: adding a service is the first thing to do there. */
  focused?: boolean
}

/** The lines of a draft: quantity and discount in place, a service added by typing its name. */
export function LinesEditor({ lines, services, currency, onChange, focused = false }: LinesEditorProps) {
  const { t } = useTranslation('billing')
  const { money } = useFormat()
  const [search, setSearch] = useState('')
  const change = (key: string, changes: Partial<DraftLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...changes } : line)))
  const add = (serviceId: string | null) => {
    const service = services.find(({ id }) => id === serviceId)
    setSearch('')
    if (service) onChange([...lines, lineOf(service)])
  }

  return (
    <div className={classes.editor}>
      {lines.length > 0 && (
        <table className={classes.lines} aria-label={t('lines.label')}>
          <thead>
            <tr>
              <th scope="col">{t('lines.service')}</th>
              <th scope="col">{t('lines.quantity')}</th>
              <th scope="col" data-align="end" data-wide>
                {t('lines.unit')}
              </th>
              <th scope="col">{t('lines.discount')}</th>
              <th scope="col" data-align="end">
                {t('lines.amount')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => {
              const amounts = amountsOf(line, currency)
              return (
                <tr key={line.key}>
                  <td>
                    <div className={classes.name}>{line.description}</div>
                    {line.tooth && <div className={classes.detail}>{t('lines.tooth', { tooth: line.tooth })}</div>}
                  </td>
                  <td>
                    <NumberInput
                      size="xs"
                      className={classes.quantity}
                      aria-label={t('lines.quantityOf', { name: line.description })}
                      min={1}
                      max={100}
                      allowDecimal={false}
                      clampBehavior="strict"
                      value={line.quantity}
                      onChange={(value) => change(line.key, { quantity: Math.max(1, Number(value) || 1) })}
                    />
                  </td>
                  <td data-align="end" data-wide>
                    <Money minor={line.unitMinor} currency={currency} />
                  </td>
                  <td>
                    <MoneyInput
                      size="xs"
                      className={classes.discount ?? ''}
                      aria-label={t('lines.discountOf', { name: line.description })}
                      placeholder={t('lines.discount')}
                      currency={currency}
                      value={line.discount}
                      error={amounts ? undefined : t('lines.discountFault')}
                      onChange={(discount) => change(line.key, { discount })}
                    />
                  </td>
                  <td data-align="end">
                    <Money minor={amounts?.amountMinor ?? 0} currency={currency} />
                    {amounts && amounts.taxMinor > 0 && (
                      <div className={classes.detail}>
                        {t('lines.taxIn', { tax: money(amounts.taxMinor, currency) })}
                      </div>
                    )}
                  </td>
                  <td>
                    <ActionIcon
                      aria-label={t('lines.remove', { name: line.description })}
                      onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
                    >
                      <IconTrash size={16} stroke={1.7} />
                    </ActionIcon>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      <Select
        aria-label={t('lines.add')}
        placeholder={t('lines.add')}
        leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
        data={services.map(({ id, name, priceMinor }) => ({
          value: id,
          label: `${name} · ${money(priceMinor, currency)}`,
        }))}
        searchable
        data-autofocus={focused || undefined}
        selectFirstOptionOnChange
        searchValue={search}
        onSearchChange={setSearch}
        value={null}
        onChange={add}
        nothingFoundMessage={t('lines.noService')}
        comboboxProps={{ zIndex: 400 }}
        className={classes.add ?? ''}
      />
    </div>
  )
}
