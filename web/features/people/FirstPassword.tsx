import { Button, Drawer } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { giveFirstPassword } from '#contract/people.ts'
import { giveStaffFirstPassword } from '#contract/staff.ts'
import { useAct } from '../../lib/query.ts'
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
  const branch = useAct(giveFirstPassword, { invalidates: [] })
  const network = useAct(giveStaffFirstPassword, { invalidates: [] })
  const act = clinicId ? branch : network
  const ask = () => (clinicId ? branch.mutate({ clinicId, personId }) : network.mutate({ personId }))
  const { mutate } = act
  // Once, when it opens: each question makes a new one, and the one before works no more.
  useEffect(() => {
    mutate({ personId, ...(clinicId && { clinicId }) } as never)
  }, [mutate, personId, clinicId])
  const copy = async () => {
    if (!act.data) return
    await navigator.clipboard?.writeText(`${act.data.login}\n${act.data.password}`).catch(() => {})
    setCopied(true)
  }

  return (
    <Drawer opened onClose={onClose} title={t('first.title', { name })} closeOnClickOutside={false}>
      <div style={{ display: 'flex', flexDirection: 'column', gap: '1rem' }}>
        <Refusal error={act.error} onRetry={ask} />
        {act.isPending && <p className={classes.hint}>{t('first.waiting')}</p>}
        {act.data && (
          <>
            <p className={classes.hint}>{t('first.once')}</p>
            <dl className={classes.secret}>
              <dt>{t('first.login')}</dt>
              <dd className="ltr">{act.data.login}</dd>
              <dt>{t('first.password')}</dt>
              <dd className="ltr">{act.data.password}</dd>
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
