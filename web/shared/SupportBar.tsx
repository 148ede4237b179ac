import { Button } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { leaveOrganization } from '#contract/platform.ts'
import { callApi } from '../lib/api.ts'
import { getSession, homePath, refreshSession, watchSession } from '../lib/session.ts'
import { toast } from '../ui/toasts.tsx'
import classes from './SupportBar.module.css'

/**
 * Over every screen while support is inside an organization: who, as whom, why, for how long, and the way out. It
 * cannot be put away. When the time is over the operator's own session is what a refresh answers.
 */
export function SupportBar() {
  const { t } = useTranslation('shell')
  const router = useRouter()
  const [session, setSession] = useState(getSession)
  const [now, setNow] = useState(Date.now)
  const [leaving, setLeaving] = useState(false)
  useEffect(() => watchSession(() => setSession(getSession())), [])
  const inside = session?.elevation ?? null
  const endsAt = inside ? Date.parse(inside.endsAt) : null

  useEffect(() => {
    if (endsAt === null) return
    setNow(Date.now())
    const tick = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(tick)
  }, [endsAt])
  const over = endsAt !== null && now >= endsAt

  useEffect(() => {
    if (over) void goOut(router)
  }, [over, router])

  const measure = useBarHeight()
  if (!inside) return null
  const leave = async () => {
    setLeaving(true)
    try {
      await callApi(leaveOrganization, {})
      await goOut(router)
    } catch (error) {
      toast.refused(error)
    } finally {
      setLeaving(false)
    }
  }
  const minutes = Math.max(0, Math.ceil((endsAt! - now) / 60_000))
  const { operatorName: operator, asName: name, reason } = inside
  return (
    <section ref={measure} aria-label={t('support.label')} className={classes.bar}>
      <IconLifebuoy size={18} stroke={1.8} aria-hidden />
      <span className={classes.words}>
        <strong>{name ? t('support.as', { operator, name }) : t('support.looking', { operator })}</strong>{' '}
        <bdi>{reason}</bdi>
      </span>
      <span className={classes.left}>{t('support.minutesLeft', { count: minutes })}</span>
      <Button size="compact-sm" variant="white" color="dark" loading={leaving} onClick={() => void leave()}>
        {t('support.leave')}
      </Button>
    </section>
  )
}

/** The operator's own session is what a refresh answers now. */
async function goOut(router: ReturnType<typeof useRouter>) {
  const next = await refreshSession()
  await router.navigate({ href: next ? homePath(next) : '/sign-in' })
}

/** The frame below fills what the bar leaves of the screen; on a phone the bar has several lines. */
function useBarHeight() {
  return useCallback((bar: HTMLElement) => {
    const { style } = document.documentElement
    const observer = new ResizeObserver(() => style.setProperty('--support-bar', `${bar.offsetHeight}px`))
    observer.observe(bar)
    return () => {
      observer.disconnect()
      style.removeProperty('--support-bar')
    }
  }, [])
}
