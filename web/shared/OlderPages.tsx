import { Button, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

interface OlderPagesProps {
  /** The cursor of the page on screen; undefined: the newest. */
  before: string | undefined
  next: string | null | undefined
  onGo: (before: string | undefined) => void
}

/** To older rows, and back to the newest. */
export function OlderPages({ before, next, onGo }: OlderPagesProps) {
  const { t } = useTranslation('shell')
  if (!before && !next) return null
  return (
    <Group gap="xs" mt="sm">
      {before && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconChevronLeft size={16} className="flips" />}
          onClick={() => onGo(undefined)}
        >
          {t('paging.newest')}
        </Button>
      )}
      {next && (
        <Button
          size="xs"
          variant="default"
          rightSection={<IconChevronRight size={16} className="flips" />}
          onClick={() => onGo(next)}
        >
          {t('paging.older')}
        </Button>
      )}
    </Group>
  )
}
