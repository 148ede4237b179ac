import { Button, Group } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../lib/api-error.ts'
import { wordsFor } from '../lib/refusal-words.ts'
import { EmptyState } from '../ui/EmptyState.tsx'

/** A screen that threw: says so, keeps the frame where it can, offers to try again. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell')
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <div role="alert">
      <EmptyState
        alone
        icon={<IconPlugConnectedX size={22} stroke={1.6} />}
        title={t('crash.title')}
        action={
          <Group gap="xs">
            <Button onClick={again}>{t('crash.again')}</Button>
            {/* A full load: whatever broke in memory is gone. */}
            <Button variant="default" component="a" href="/">
              {t('crash.home')}
            </Button>
          </Group>
        }
      >
        {error instanceof ApiError ? wordsFor(error) : t('crash.body')}
      </EmptyState>
    </div>
  )
}
