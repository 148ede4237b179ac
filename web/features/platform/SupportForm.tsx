import { Button, Radio, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listElevations, type PlatformOrganization, startElevation, supportMinutes } from '#contract/platform.ts'
import { useAct } from '../../lib/query.ts'
import { fieldErrors } from '../../lib/refusal-words.ts'
import { homePath, refreshSession } from '../../lib/session.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './OrganizationDrawer.module.css'

/** The way in: why, for how long, as whom. The organization is told before the door opens. */
export function SupportForm({ organization }: { organization: PlatformOrganization }) {
  const { t } = useTranslation('platform')
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [minutes, setMinutes] = useState<(typeof supportMinutes)[number]>(15)
  const [as, setAs] = useState('self')
  const [login, setLogin] = useState('')
  const start = useAct(startElevation, {
    invalidates: [listElevations],
    onSuccess: async () => {
      const session = await refreshSession()
      if (session) await router.navigate({ href: homePath(session) })
    },
  })
  const errors = fieldErrors(start.error)
  const missing = reason.trim().length < 10 || (as === 'person' && !login.trim())
  return (
    <form
      className={classes.part}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const asLogin = as === 'person' ? { asLogin: login } : {}
        start.mutate({ organizationId: organization.id, reason, minutes, ...asLogin })
      }}
    >
      <h2 className={classes.title}>{t('drawer.support')}</h2>
      <p className={classes.hint}>{t('drawer.supportHint')}</p>
      <Textarea
        label={t('drawer.reason')}
        description={t('drawer.reasonHint')}
        required
        autosize
        minRows={2}
        maxLength={500}
        dir="auto"
        value={reason}
        error={errors.reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <SegmentedControl
        aria-label={t('drawer.minutes')}
        value={String(minutes)}
        onChange={(value) => setMinutes(Number(value) as (typeof supportMinutes)[number])}
        data={supportMinutes.map((count) => ({ value: String(count), label: t('drawer.minutesOf', { count }) }))}
      />
      <Radio.Group label={t('drawer.as')} value={as} onChange={setAs}>
        <Radio value="self" label={t('drawer.asSelf')} mt="xs" />
        <Radio value="person" label={t('drawer.asPerson')} mt="xs" />
      </Radio.Group>
      {as === 'person' && (
        <TextInput
          label={t('drawer.login')}
          dir="ltr"
          autoComplete="off"
          value={login}
          error={errors.asLogin}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
      )}
      <Refusal error={Object.keys(errors).length > 0 ? null : start.error} />
      <Button type="submit" className={classes.act} loading={start.isPending} disabled={missing}>
        {t('drawer.open')}
      </Button>
    </form>
  )
}
