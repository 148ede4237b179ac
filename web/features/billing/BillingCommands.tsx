import { IconCash, IconFileInvoice } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listInvoices } from '#contract/billing.ts'
import { searchPatients } from '#contract/patients.ts'
import { callApi } from '../../lib/api.ts'
import { formatMoney, listed, useFormat } from '../../lib/format.ts'
import { paths } from '../../lib/paths.ts'
import { useCommandSearch, useCommands } from '../../shared/commands.ts'
import { useCan, useClinic } from '../../shared/place.ts'

const icon = <IconCash size={18} stroke={1.6} />

/** GUL-INV-2026-003045: letters, then figures, with dashes between. */
const isNumber = (text: string) => /^\w+(-\w+){2,}$/.test(text.trim())

/** Ctrl+K on every screen of a branch: a name with dues, Enter, the payment drawer. Shows nothing itself. */
export function BillingCommands() {
  const { t } = useTranslation('billing')
  const { id: clinicId, currency } = useClinic()
  const { locale } = useFormat()
  const navigate = useNavigate()
  const mayPay = useCan('payments.create')
  const mayRead = useCan('invoices.read')
  const pay = (patientId: string) => () => void navigate(paths.pay(patientId) as never)

  useCommands({
    id: 'billing',
    group: t('title'),
    commands: mayPay ? [{ id: 'pay', label: t('pay.title'), keywords: t('pay.keywords'), icon, run: pay('find') }] : [],
  })
  useCommandSearch({
    id: 'invoices',
    group: t('tab.invoices'),
    search: async (text, signal) => {
      if (!mayRead || !isNumber(text)) return []
      const { invoices } = await callApi(listInvoices, { clinicId, state: 'all', number: text, limit: 5 }, { signal })
      return invoices.map(({ id, number, patientName, totalMinor }) => ({
        id: `invoice-${id}`,
        label: number ?? text,
        detail: listed([patientName, formatMoney(totalMinor, { locale, currency })]),
        icon: <IconFileInvoice size={18} stroke={1.6} />,
        run: () => void navigate(paths.invoice(clinicId, id)),
      }))
    },
  })
  useCommandSearch({
    id: 'pay',
    group: t('pay.title'),
    search: async (q, signal) => {
      if (!mayPay) return []
      const { patients } = await callApi(searchPatients, { clinicId, q, limit: 10 }, { signal })
      return patients
        .filter(({ dueMinor }) => dueMinor > 0)
        .slice(0, 3)
        .map(({ id, fullName, number, dueMinor }) => ({
          id: `pay-${id}`,
          label: t('pay.command', { name: fullName, due: formatMoney(dueMinor, { locale, currency }) }),
          detail: number,
          icon,
          run: pay(id),
        }))
    },
  })
  return null
}
