import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconChevronDown, IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Encounter } from '#contract/encounters.ts'
import { openFile } from '../../lib/download.ts'
import { files } from '../../lib/paths.ts'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'
import { toast } from '../../ui/toasts.tsx'

const languages = [
  ['en', 'English'],
  ['ur', 'اردو'],
  ['hi', 'हिन्दी'],
] as const

/** The prescription as PDF, in the screen's language or another one. */
export function PrintPrescription({ clinicId, encounter }: { clinicId: string; encounter: Encounter }) {
  const { t, i18n } = useTranslation('clinical')
  const own = i18n.language === 'ur' ? 'ur' : 'en'
  const print = (language: string) =>
    void openFile(files.prescription(clinicId, encounter.id, language)).catch((error) => toast.refused(error))
  useKeys(t('visit'), [{ keys: 'p', label: t('print.do'), run: () => print(own) }])
  if (encounter.prescription.length === 0 && !encounter.advice && !encounter.followUpOn) return null

  return (
    <Button.Group>
      <Button
        variant="default"
        leftSection={<IconPrinter size={18} aria-hidden />}
        rightSection={<Keys keys="p" />}
        onClick={() => print(own)}
      >
        {t('print.do')}
      </Button>
      <Menu position="top-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('print.language')}>
            <IconChevronDown size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {languages.map(([code, name]) => (
            <Menu.Item key={code} lang={code} onClick={() => print(code)}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  )
}
