import { Button, Group } from '@mantine/core'
import { IconCircleCheck, IconReceipt2 } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { getAccount } from '#contract/billing.ts'
import type { Output } from '#contract/endpoint.ts'
import { paths } from '../../lib/paths.ts'
import { useCan, useClinic } from '../../shared/place.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'

interface NothingDueProps {
  account: Output<typeof getAccount>
  onClose: () => void
}

/** Two answers that are not the same: all is paid, or there was never an invoice. */
export function NothingDue({ account, onClose }: NothingDueProps) {
  const { t } = useTranslation('billing')
  const { id: clinicId } = useClinic()
  const navigate = useNavigate()
  const mayDraft = useCan('invoices.create')
  const name = account.patientName
  const none = account.invoices.every(({ status }) => status === 'void')
  const Icon = none ? IconReceipt2 : IconCircleCheck
  return (
    <EmptyState
      icon={<Icon size={22} stroke={1.6} />}
      title={none ? t('pay.noInvoice', { name }) : t('pay.nothingDue', { name })}
      action={
        <Group gap="xs">
          {none && mayDraft && (
            <Button onClick={() => void navigate(paths.patientBilling(clinicId, account.patientId, true))}>
              {t('new.title')}
            </Button>
          )}
          <Button variant="default" onClick={() => void navigate(paths.patientBilling(clinicId, account.patientId))}>
            {t('account.open')}
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {t('close')}
          </Button>
        </Group>
      }
    >
      {none ? t('pay.noInvoiceHint') : t('pay.nothingDueHint')}
    </EmptyState>
  )
}
