import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Import, ImportColumn } from '#contract/imports.ts'
import { StatusBadge, type StatusBadgeProps } from '../../ui/StatusBadge.tsx'
import classes from './imports.module.css'

export interface ColumnsPanelProps {
  it: Import
  busy: boolean
  /** A field or null for each column. */
  onChange: (mapping: (string | null)[]) => void
}

/** Each column of the file, what it holds and what it is taken for. A field given to another column moves there. */
export function ColumnsPanel({ it, busy, onChange }: ColumnsPanelProps) {
  const { t } = useTranslation('imports')
  const leftOut = it.columns.filter(({ field }) => field === null)
  const label = (name: string, given: string) => t(`fields.${name}` as 'fields.phone', { defaultValue: given })
  const choices = it.fields.map(({ name, label: given }) => ({ value: name, label: label(name, given) }))

  const choose = (column: ImportColumn, field: string | null) => {
    const many = it.fields.find(({ name }) => name === field)?.many
    onChange(
      it.columns.map((one) => {
        if (one.column === column.column) return field
        return field !== null && one.field === field && !many ? null : one.field
      }),
    )
  }

  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('columnsTitle')}</h2>
      <p className={classes.quiet}>
        {leftOut.length > 0 ? (
          <>
            {t('leftOut', { count: leftOut.length })} <bdi>{leftOut.map(({ header }) => header).join(', ')}</bdi>
          </>
        ) : (
          t('allUsed')
        )}
      </p>
      <ul className={classes.columns}>
        {it.columns.map((column) => (
          <li key={column.column} data-out={column.field === null || undefined}>
            <div className={classes.columnHead}>
              <bdi className={classes.columnName}>{column.header}</bdi>
              <span className={classes.samples} dir="auto" title={column.samples.join(' · ')}>
                {column.samples.length > 0 ? column.samples.join(' · ') : t('emptyColumn')}
              </span>
            </div>
            <Select
              aria-label={t('meaningOf', { column: column.header })}
              data={choices}
              value={column.field}
              onChange={(field) => choose(column, field)}
              placeholder={t('left')}
              clearable
              searchable
              disabled={busy}
              comboboxProps={{ withinPortal: true }}
            />
            <Sureness of={column} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Sureness({ of }: { of: ImportColumn }) {
  const { t } = useTranslation('imports')
  const [look, word] = sureness(of)
  return (
    <span className={classes.sure} title={t(`why.${word}`)}>
      <StatusBadge {...look} bare>
        {t(`sure.${word}`)}
      </StatusBadge>
    </span>
  )
}

function sureness({
  field,
  confidence,
}: ImportColumn): [Pick<StatusBadgeProps, 'tone' | 'shape'>, 'out' | 'sure' | 'likely' | 'unsure'] {
  if (field === null) return [{ tone: 'plain', shape: 'bar' }, 'out']
  if (confidence >= 0.9) return [{ tone: 'good', shape: 'check' }, 'sure']
  if (confidence >= 0.7) return [{ tone: 'info', shape: 'half' }, 'likely']
  return [{ tone: 'warn', shape: 'alert' }, 'unsure']
}
