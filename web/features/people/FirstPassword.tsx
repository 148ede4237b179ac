import { Button, Drawer } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '#contract/endpoint.ts'
import { giveFirstPassword } from '#contract/people.ts'
import { giveStaffFirstPassword } from '#contract/staff.ts'
import { callApi } from '../../lib/api.ts'
import type { ApiError } from '../../lib/api-error.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './People.module.css'

export interface FirstPasswordOf {
  personId: string
  name: string
  /** null: asked by head office. */
  clinicId: string | null
}

/** Makes a first password and shows it this once: it is kept nowhere, and closing forgets it. */
export function FirstPassword({ personId, name, clinicId, onClose }: FirstPasswordOf & { onClose: () => void }) {
  const { t } = useTranslation('people')
  const [copied, setCopied] = useState(false)
  const [opening] = useState(() => crypto.randomUUID())
  // Asked once per opening, never again by itself: every answer makes the one before worthless. An effect would not do,
  // it runs again when the screen around it was waiting for something.
  const given = useQuery<Output<typeof giveFirstPassword>, ApiError>({
    queryKey: ['first-password', personId, opening],
    queryFn: () =>
      clinicId ? callApi(giveFirstPassword, { clinicId, personId }) : callApi(giveStaffFirstPassword, { personId }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  })
  const copy = async () => {
    if (!given.data) return
    await navigator.clipboard?.writeText(`${given.data.login}\n${given.data.password}`).catch(() => {})
    setCopied(true)
  }

  return (
    <Drawer opened onClose={onClose} title={t('first.title', { name })} closeOnClickOutside={false}>
      <div style={{ display: 'flex', flexDirection: 'column', gap: '1rem' }}>
        <Refusal error={given.error} onRetry={() => void given.refetch()} />
        {given.isFetching && <p className={classes.hint}>{t('first.waiting')}</p>}
        {given.data && (
          <>
            <p className={classes.hint}>{t('first.once')}</p>
            <dl className={classes.secret}>
              <dt>{t('first.login')}</dt>
              <dd className="ltr">{given.data.login}</dd>
              <dt>{t('first.password')}</dt>
              <dd className="ltr">{given.data.password}</dd>
            </dl>
            <div className={classes.acts}>
              <Button
                variant="default"
                leftSection={<IconCopy size={16} stroke={1.7} aria-hidden />}
                onClick={() => void copy()}
              >
                {t(copied ? 'first.copied' : 'first.copy')}
              </Button>
              <Button onClick={onClose}>{t('first.done')}</Button>
            </div>
          </>
        )}
      </div>
    </Drawer>
  )
}
