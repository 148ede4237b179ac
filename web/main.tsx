import '@fontsource-variable/inter/wght.css'
import '@fontsource/noto-naskh-arabic/arabic-400.css'
import '@fontsource/noto-naskh-arabic/arabic-600.css'
import '@fontsource/noto-sans-devanagari/devanagari-400.css'
import '@fontsource/noto-sans-devanagari/devanagari-600.css'
import '@mantine/core/styles.layer.css'
import '@mantine/dates/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/charts/styles.layer.css'
import '@mantine/dropzone/styles.layer.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import 'dayjs/locale/ur.js'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchConnection } from './lib/connection.ts'
import { startLanguages } from './lib/i18n.ts'
import { queryClient } from './lib/query.ts'
import { getSession, watchSession } from './lib/session.ts'
import { Providers } from './Providers.tsx'
import { router } from './routes.tsx'

await startLanguages()

watchConnection(() => void queryClient.invalidateQueries())
watchSession(() => {
  if (getSession()) return
  // Signed out, here or in another tab: the routes send to sign-in, and nothing of the patients stays in memory.
  void router.invalidate().then(() => queryClient.clear())
})

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)
