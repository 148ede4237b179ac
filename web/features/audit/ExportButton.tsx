import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { exportAuditEvents } from '#contract/audit.ts'
import { saveAnswer } from '#web/lib/download.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import classes from './Audit.module.css'
import type { AuditSearch } from './audit-search.ts'
import { filtersOf } from './filters.ts'

/** What is on screen, all pages of it, as a file; who exports is asked to prove who she is. */
export function ExportButton({ search }: { search: AuditSearch }) {
  const { t, i18n } = useTranslation('audit')
  const language = i18n.language === 'ur' ? 'ur' : 'en'
  const save = useMutation({
    mutationFn: () => saveAnswer(exportAuditEvents, { ...filtersOf(search), language }),
  })
  return (
    <div className={classes.export}>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {t('export')}
      </Button>
      <Refusal error={save.error} />
    </div>
  )
}
