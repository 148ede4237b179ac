import '@fontsource-variable/inter/wght.css'
import '@fontsource/noto-naskh-arabic/arabic-400.css'
import '@fontsource/noto-naskh-arabic/arabic-600.css'
import '@fontsource/noto-sans-devanagari/devanagari-400.css'
import '@fontsource/noto-sans-devanagari/devanagari-600.css'
import '@mantine/core/styles.layer.css'
import '@mantine/dates/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
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
import { getSession, homePath, watchSession } from './lib/session.ts'
import { Providers } from './Providers.tsx'
import { router } from './routes.tsx'
import { ignoreOtherDrops } from './ui/use-file-drop.ts'

await startLanguages()
ignoreOtherDrops()

watchConnection(() => void queryClient.invalidateQueries())
/** Which house the screens belong to: an organization, a visit of support to one, or the operator's own. */
const houseOf = (session: ReturnType<typeof getSession>) =>
  session && (session.elevation?.id ?? session.organization.id)
let house = houseOf(getSession())
watchSession(() => {
  const session = getSession()
  const before = house
  house = houseOf(session)
  if (session) {
    // Another house, such as when a visit of support is over: nothing of the first may stay on screen.
    if (before && before !== house) {
      queryClient.clear()
      void router.navigate({ href: homePath(session) })
    }
    return
  }
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
