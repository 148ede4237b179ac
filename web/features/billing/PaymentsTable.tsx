import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { getReceiptPdf, type Payment } from '#contract/billing.ts'
import { requestFor } from '../../lib/api.ts'
import { paths } from '../../lib/paths.ts'
import { PrintButton } from '../../shared/PrintButton.tsx'
import { useClinic } from '../../shared/place.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { DateText } from '../../ui/DateText.tsx'
import { Money } from '../../ui/Money.tsx'
import classes from './InvoicesTable.module.css'

interface PaymentsTableProps {
  rows: readonly Payment[] | undefined
  loading?: boolean
  /** A day's list names the patient and the hour; a patient's own list names the day. */
  withPatient?: boolean
  empty: ReactNode
}

/** Receipts as rows, each to be printed again. */
export function PaymentsTable({ rows, loading = false, withPatient = false, empty }: PaymentsTableProps) {
  const { t } = useTranslation('billing')
  const { id: clinicId } = useClinic()
  const columns = useMemo(() => {
    const patient: Column<Payment> = {
      id: 'patient',
      header: t('column.patient'),
      sortBy: (row) => row.patientName,
      cell: (row) => (
        <Link {...paths.patientBilling(clinicId, row.patientId)} className={classes.patient}>
          <bdi className={classes.name}>{row.patientName}</bdi>
        </Link>
      ),
    }
    const all: Column<Payment>[] = [
      {
        id: 'when',
        header: t(withPatient ? 'column.time' : 'column.date'),
        width: withPatient ? '4.5rem' : '7rem',
        sortBy: (row) => row.receivedAt,
        cell: (row) => <DateText value={row.receivedAt} style={withPatient ? 'time' : 'day'} />,
      },
      ...(withPatient ? [patient] : []),
      {
        id: 'number',
        header: t('receipt.number'),
        wide: true,
        sortBy: (row) => row.number,
        cell: (row) => <bdi className="ltr figures">{row.number}</bdi>,
      },
      {
        id: 'method',
        header: t('column.method'),
        wide: true,
        sortBy: (row) => row.method,
        cell: (row) => (
          <div className={classes.method}>
            {t(`method.${row.method}`)}
            <bdi className={classes.number}>{row.reference}</bdi>
          </div>
        ),
      },
      {
        id: 'for',
        header: t('column.for'),
        wide: true,
        cell: (row) => <bdi className={`ltr ${classes.number}`}>{invoicesOf(row)}</bdi>,
      },
      {
        id: 'by',
        header: t('column.receivedBy'),
        wide: 'very',
        sortBy: (row) => row.receivedBy,
        cell: (row) => row.receivedBy ?? '–',
      },
      {
        id: 'amount',
        header: t('column.amount'),
        align: 'end',
        sortBy: (row) => row.amountMinor,
        cell: (row) => (
          <strong>
            <Money minor={row.amountMinor} currency={row.currency} />
          </strong>
        ),
      },
      {
        id: 'print',
        header: '',
        label: t('print'),
        align: 'end',
        cell: (row) => (
          <div className={classes.print}>
            <PrintButton
              size="xs"
              label={t('print')}
              path={(language) => requestFor(getReceiptPdf, { clinicId, paymentId: row.id, language }).url}
            />
          </div>
        ),
      },
    ]
    return all
  }, [t, withPatient, clinicId])

  return (
    <DataTable
      label={t('tab.payments')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      loading={loading}
      empty={empty}
    />
  )
}

/** One invoice by its number; of several the first and how many more. */
function invoicesOf({ allocations }: Payment): string {
  const [first, ...more] = allocations
  return [first?.invoiceNumber, more.length > 0 && `+${more.length}`].filter(Boolean).join(' ')
}
