import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvoiceRow } from '#contract/billing.ts'
import { paths } from '../../lib/paths.ts'
import { useCan } from '../../shared/place.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { DateText } from '../../ui/DateText.tsx'
import { Money } from '../../ui/Money.tsx'
import { InvoiceStatus } from './InvoiceStatus.tsx'
import classes from './InvoicesTable.module.css'

interface InvoicesTableProps {
  rows: readonly InvoiceRow[] | undefined
  loading?: boolean
  /** Left out on a patient's own page. */
  withPatient?: boolean
  onOpen: (invoice: InvoiceRow) => void
  empty: ReactNode
}

/** Invoices as rows: Enter opens one, the button takes the money. */
export function InvoicesTable({ rows, loading = false, withPatient = false, onOpen, empty }: InvoicesTableProps) {
  const { t } = useTranslation('billing')
  const mayPay = useCan('payments.create')
  const columns = useMemo(() => {
    const money = (name: 'totalMinor' | 'paidMinor', id: 'total' | 'paid'): Column<InvoiceRow> => ({
      id,
      header: t(`column.${id}`),
      align: 'end',
      // State, total and due say as much where room is short.
      wide: id === 'paid' ? 'very' : true,
      sortBy: (row) => row[name],
      cell: (row) => <Money minor={row[name]} currency={row.currency} dashZero />,
    })
    const patient: Column<InvoiceRow> = {
      id: 'patient',
      header: t('column.patient'),
      sortBy: (row) => row.patientName,
      cell: (row) => (
        <div className={classes.patient}>
          <bdi className={classes.name}>{row.patientName}</bdi>
          <bdi className={`ltr ${classes.number}`}>{row.patientNumber}</bdi>
        </div>
      ),
    }
    const all: Column<InvoiceRow>[] = [
      ...(withPatient ? [patient] : []),
      {
        id: 'number',
        header: t('column.number'),
        wide: withPatient,
        sortBy: (row) => row.number,
        cell: (row) => (
          <div className={classes.patient}>
            <bdi className={`ltr ${withPatient ? classes.number : 'figures'}`}>{row.number ?? '–'}</bdi>
            {/* On a phone the state stands under the number, so that the amount has its place. */}
            <span className={classes.onPhone}>
              <InvoiceStatus invoice={row} />
            </span>
          </div>
        ),
      },
      { id: 'status', header: t('column.status'), cell: (row) => <InvoiceStatus invoice={row} />, wide: true },
      {
        id: 'date',
        header: t('column.date'),
        wide: true,
        sortBy: (row) => row.createdAt,
        cell: (row) => <DateText value={row.issuedOn ?? row.createdAt} style="short" />,
      },
      {
        id: 'doctor',
        header: t('column.doctor'),
        wide: true,
        sortBy: (row) => row.doctorName,
        cell: (row) => <div className={classes.doctor}>{row.doctorName ?? '–'}</div>,
      },
      money('totalMinor', 'total'),
      money('paidMinor', 'paid'),
      {
        id: 'due',
        header: t('column.due'),
        align: 'end',
        sortBy: (row) => row.dueMinor,
        cell: (row) => (
          <strong>
            <Money minor={row.dueMinor} currency={row.currency} dashZero />
          </strong>
        ),
      },
    ]
    if (mayPay)
      all.push({
        id: 'pay',
        header: '',
        label: t('pay.do'),
        align: 'end',
        width: '5rem',
        cell: (row) =>
          row.dueMinor > 0 && (
            <Button
              size="compact-sm"
              variant="light"
              component={Link}
              {...(paths.pay(row.patientId) as object)}
              aria-label={t('pay.from', { name: row.patientName })}
            >
              {t('pay.do')}
            </Button>
          ),
      })
    return all
  }, [t, withPatient, mayPay])

  return (
    <DataTable
      label={t('tab.invoices')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      loading={loading}
      onOpen={onOpen}
      isMuted={(row) => row.status === 'void'}
      empty={empty}
    />
  )
}
