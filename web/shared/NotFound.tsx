import { Button } from '@mantine/core'
import { IconMapPinOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../lib/paths.ts'
import { EmptyState } from '../ui/EmptyState.tsx'

export function NotFound() {
  const { t } = useTranslation('shell')
  return (
    <EmptyState
      alone
      icon={<IconMapPinOff size={22} stroke={1.6} />}
      title={t('notFound.title')}
      action={
        <Button component={Link} {...paths.home()}>
          {t('notFound.action')}
        </Button>
      }
    >
      {t('notFound.body')}
    </EmptyState>
  )
}
