import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconChevronDown, IconPrinter } from '@tabler/icons-react'
import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrintLanguage } from '#contract/languages.ts'
import { openFile } from '../lib/download.ts'
import { toast } from '../ui/toasts.tsx'

const languages: readonly [PrintLanguage, string][] = [
  ['en', 'English'],
  ['ur', 'اردو'],
  ['hi', 'हिन्दी'],
]

interface PrintButtonProps {
  label: string
  /** The document's path below the API, in a language. */
  path: (language: PrintLanguage) => string
  variant?: 'filled' | 'default'
  size?: 'xs' | 'sm'
  hint?: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** Prints, and the arrow beside it prints in another language than the screen's. */
export function PrintButton({ label, path, variant = 'default', size = 'sm', hint, ref }: PrintButtonProps) {
  const { t } = useTranslation('shell')
  const print = usePrint(path)
  return (
    <Button.Group>
      <Button
        ref={ref}
        variant={variant}
        size={size}
        leftSection={<IconPrinter size={16} stroke={1.7} aria-hidden />}
        rightSection={hint}
        onClick={() => print()}
      >
        {label}
      </Button>
      <Menu position="bottom-end" zIndex={400}>
        <Menu.Target>
          <ActionIcon
            variant={variant}
            color={variant === 'filled' ? 'brand' : 'gray'}
            size={size === 'xs' ? 32 : 36}
            aria-label={t('printLanguage')}
          >
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

/** Opens a document in the screen's language, or in the one asked for. */
export function usePrint(path: (language: PrintLanguage) => string) {
  const { i18n } = useTranslation()
  const own = i18n.language === 'ur' ? 'ur' : 'en'
  return (language: PrintLanguage = own) => void openFile(path(language)).catch((error) => toast.refused(error))
}
