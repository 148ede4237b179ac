import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconChevronDown, IconPrinter } from '@tabler/icons-react'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { getInvoicePdf, getReceiptPdf } from '#contract/billing.ts'
import { requestFor } from '../../lib/api.ts'
import { openFile } from '../../lib/download.ts'
import { toast } from '../../ui/toasts.tsx'

const languages = [
  ['en', 'English'],
  ['ur', 'اردو'],
  ['hi', 'हिन्दी'],
] as const

interface PrintButtonProps {
  label: string
  endpoint: typeof getReceiptPdf | typeof getInvoicePdf
  input: Record<string, string>
  variant?: 'filled' | 'default'
  size?: 'xs' | 'sm'
  ref?: Ref<HTMLButtonElement>
}

/** Opens the document in the screen's language; the arrow beside it offers the others. */
export function PrintButton({ label, endpoint, input, variant = 'default', size = 'sm', ref }: PrintButtonProps) {
  const { t, i18n } = useTranslation('billing')
  const print = (language: string) =>
    void openFile(requestFor(endpoint, { ...input, language }).url).catch((error) => toast.refused(error))

  return (
    <Button.Group>
      <Button
        ref={ref}
        variant={variant}
        size={size}
        leftSection={<IconPrinter size={16} stroke={1.7} aria-hidden />}
        onClick={() => print(i18n.language === 'ur' ? 'ur' : 'en')}
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
