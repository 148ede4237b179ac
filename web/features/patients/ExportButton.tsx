import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconFileExport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { downloadPatients, exportPatients } from '#contract/patients.ts'
import { saveAnswer } from '#web/lib/download.ts'
import { useAct } from '#web/lib/query.ts'
import { useClinic } from '#web/shared/place.ts'
import { toast } from '#web/ui/toasts.tsx'
import { filterOf, type PatientsSearch } from './places.ts'

/** The patients the list shows, all pages of it, as a file; who took it is noted. */
export function ExportButton({ search }: { search: PatientsSearch }) {
  const { t } = useTranslation('patients')
  const { id: clinicId } = useClinic()
  const make = useAct(exportPatients, {
    onSuccess: ({ exportId, rows }) => {
      toast.done(t('export.done', { count: rows }))
      void saveAnswer(downloadPatients, { clinicId, exportId }).catch((error) => toast.refused(error))
    },
    onError: (error) => toast.refused(error),
  })
  const take = (format: 'csv' | 'xlsx') =>
    make.mutate({
      clinicId,
      format,
      show: search.show ?? 'active',
      ...(search.q?.trim() && { q: search.q.trim() }),
      ...filterOf(search),
    })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={make.isPending}
          leftSection={<IconFileExport size={16} stroke={1.7} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t('export.do')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('export.what')}</Menu.Label>
        <Menu.Item onClick={() => take('csv')}>{t('export.csv')}</Menu.Item>
        <Menu.Item onClick={() => take('xlsx')}>{t('export.xlsx')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
