import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { brandColor } from './lib/brand.ts'
import { i18n, languageOf } from './lib/i18n.ts'
import { queryClient } from './lib/query.ts'
import { useStore } from './lib/store.ts'
import { ConfirmDialog } from './shared/ConfirmDialog.tsx'
import { cssVariables, themeFor } from './theme.ts'
import { KeysProvider } from './ui/KeysProvider.tsx'

/** What every screen stands on, from the outside in: texts, direction, look, data, keys. */
export function Providers({ children }: { children: ReactNode }) {
  const color = useStore(brandColor)
  const close = useTranslation('ui', { i18n }).t('close')
  const theme = useMemo(() => themeFor(color, { close }), [color, close])
  return (
    <I18nextProvider i18n={i18n}>
      <DirectionProvider>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
          <Language>
            <QueryClientProvider client={queryClient}>
              <KeysProvider>{children}</KeysProvider>
              <ConfirmDialog />
            </QueryClientProvider>
            <Notifications position="bottom-center" />
          </Language>
        </MantineProvider>
      </DirectionProvider>
    </I18nextProvider>
  )
}

function Language({ children }: { children: ReactNode }) {
  const { i18n: current } = useTranslation()
  const { setDirection } = useDirection()
  const language = languageOf(current.language)
  useEffect(() => setDirection(language.direction), [language.direction, setDirection])
  return (
    <DatesProvider settings={{ locale: language.code, firstDayOfWeek: 1, weekendDays: [0] }}>{children}</DatesProvider>
  )
}
