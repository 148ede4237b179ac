import { IconCash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { searchPatients } from '#contract/patients.ts'
import { callApi } from '../../lib/api.ts'
import { formatMoney, useFormat } from '../../lib/format.ts'
import { paths } from '../../lib/paths.ts'
import { useCommandSearch, useCommands } from '../../shared/commands.ts'
import { useCan, useClinic } from '../../shared/place.ts'

const icon = <IconCash size={18} stroke={1.6} />

/** Ctrl+K on every screen of a branch: a name with dues, Enter, the payment drawer. Shows nothing itself. */
export function BillingCommands() {
  const { t } = useTranslation('billing')
  const { id: clinicId, currency } = useClinic()
  const { locale } = useFormat()
  const navigate = useNavigate()
  const mayPay = useCan('payments.create')
  const pay = (patientId: string) => () => void navigate(paths.pay(patientId) as never)

  useCommands({
    id: 'billing',
    group: t('title'),
    commands: mayPay ? [{ id: 'pay', label: t('pay.title'), keywords: t('pay.keywords'), icon, run: pay('find') }] : [],
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
