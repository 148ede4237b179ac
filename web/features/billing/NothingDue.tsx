import { Button, Group } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { getAccount } from '#contract/billing.ts'
import type { Output } from '#contract/endpoint.ts'
import { paths } from '../../lib/paths.ts'
import { useClinic } from '../../shared/place.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'

interface NothingDueProps {
  account: Output<typeof getAccount>
  onClose: () => void
}

export function NothingDue({ account, onClose }: NothingDueProps) {
  const { t } = useTranslation('billing')
  const { id: clinicId } = useClinic()
  const navigate = useNavigate()
  return (
    <EmptyState
      icon={<IconCircleCheck size={22} stroke={1.6} />}
      title={t('pay.nothingDue', { name: account.patientName })}
      action={
        <Group gap="xs">
          <Button variant="default" onClick={() => void navigate(paths.patientBilling(clinicId, account.patientId))}>
            {t('account.open')}
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {t('close')}
          </Button>
        </Group>
      }
    >
      {t('pay.nothingDueHint')}
    </EmptyState>
  )
}
