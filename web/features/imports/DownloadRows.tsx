import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { downloadFile } from '../../lib/download.ts'
import { toast } from '../../ui/toasts.tsx'
import classes from './imports.module.css'
import { useImports } from './use-imports.ts'

/** The rows with their reasons as CSV or Excel, to be mended and imported again. */
export function DownloadRows({ importId, outcome }: { importId: string; outcome: string }) {
  const { t } = useTranslation('imports')
  const { file } = useImports()
  const save = (format: 'csv' | 'xlsx') => () => void downloadFile(file(importId, outcome, format)).catch(toast.refused)
  const icon = <IconDownload size={16} stroke={1.8} aria-hidden />
  return (
    <div className={classes.downloads}>
      <Button variant="default" size="xs" leftSection={icon} onClick={save('csv')}>
        {t('download.csv')}
      </Button>
      <Button variant="default" size="xs" leftSection={icon} onClick={save('xlsx')}>
        {t('download.xlsx')}
      </Button>
    </div>
  )
}
