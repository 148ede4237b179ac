import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  listOrganizations,
  type PlatformOrganization,
  resumeOrganization,
  suspendOrganization,
} from '#contract/platform.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct } from '../../lib/query.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './OrganizationDrawer.module.css'

/** Suspending, with a reason; and taking it back. */
export function SuspendForm({ organization }: { organization: PlatformOrganization }) {
  const { t } = useTranslation('platform')
  const { date } = useFormat()
  const { id: organizationId, name, status, suspendedAt, suspendedBecause: because } = organization
  const [reason, setReason] = useState('')
  const invalidates = [listOrganizations]
  const suspend = useAct(suspendOrganization, {
    invalidates,
    onSuccess: () => toast.done(t('drawer.suspendedDone', { name })),
  })
  const resume = useAct(resumeOrganization, {
    invalidates,
    onSuccess: () => toast.done(t('drawer.resumedDone', { name })),
  })

  if (status === 'suspended')
    return (
      <section className={classes.part}>
        <h2 className={classes.title}>{t('organizations.suspended')}</h2>
        <p className={classes.hint}>
          {t('drawer.suspendedSince', { when: suspendedAt && date(suspendedAt, 'dayTime'), because })}
        </p>
        <Refusal error={resume.error} />
        <Button className={classes.act} loading={resume.isPending} onClick={() => resume.mutate({ organizationId })}>
          {t('drawer.resume')}
        </Button>
      </section>
    )
  return (
    <form
      className={classes.part}
      onSubmit={(event) => {
        event.preventDefault()
        suspend.mutate({ organizationId, reason })
      }}
    >
      <h2 className={classes.title}>{t('drawer.suspend')}</h2>
      <p className={classes.hint}>{t('drawer.suspendHint')}</p>
      <TextInput
        label={t('drawer.suspendReason')}
        dir="auto"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Refusal error={suspend.error} />
      <Button
        type="submit"
        color="red"
        variant="light"
        className={classes.act}
        loading={suspend.isPending}
        disabled={reason.trim().length < 3}
      >
        {t('drawer.suspendNow')}
      </Button>
    </form>
  )
}
