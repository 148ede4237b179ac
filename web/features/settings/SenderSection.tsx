import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Copyable } from './Copyable.tsx'
import classes from './Outside.module.css'
import { OutsideState } from './OutsideState.tsx'
import { type Outside, useBrandingActs } from './use-branding-acts.ts'

/** The address mail comes from: the installation's, until the records of one's own are found. */
export function SenderSection({ clinicId, branding }: { clinicId: string | null; branding: Outside }) {
  const { t } = useTranslation('settings')
  const acts = useBrandingActs(clinicId)
  const [address, setAddress] = useState('')
  const { sender } = branding
  const choose = (event: FormEvent) => {
    event.preventDefault()
    if (address.trim()) acts.setSender(address.trim())
  }
  const verified = sender?.state === 'verified'
  return (
    <section className={classes.section} aria-label={t('outside.sender')}>
      <h2 className={classes.title}>{t('outside.sender')}</h2>
      <p className={classes.hint}>{t(branding.maySend ? 'outside.senderHint' : 'outside.noMailKey')}</p>
      {sender ? (
        <>
          <OutsideState
            address={sender.address}
            verified={verified}
            failedChecks={sender.failedChecks}
            words={t(verified ? 'outside.senderVerified' : 'outside.senderWaiting')}
          />
          {(!verified || sender.failedChecks > 0) && (
            <>
              <p className={classes.hint}>{t('outside.setRecords')}</p>
              <ul className={classes.list}>
                {sender.records.map(({ purpose, type, name, value, found }) => (
                  <li key={purpose}>
                    <Group gap="sm">
                      <span>{t(`outside.purpose.${purpose}`)}</span>
                      <StatusBadge tone={found ? 'good' : 'plain'} shape={found ? 'check' : 'ring'} bare>
                        {t(found ? 'outside.found' : 'outside.notFound')}
                      </StatusBadge>
                    </Group>
                    <Copyable label={t('outside.record', { type, name })} value={value} />
                  </li>
                ))}
              </ul>
            </>
          )}
          <Group gap="xs">
            <Button size="xs" variant="default" loading={acts.busy} onClick={() => acts.checkSender()}>
              {t('outside.check')}
            </Button>
            <Button size="xs" variant="subtle" color="gray" onClick={() => acts.removeSender()}>
              {t('outside.removeSender')}
            </Button>
            {!verified && <span className={classes.hint}>{t('outside.byItself')}</span>}
          </Group>
        </>
      ) : (
        branding.maySend && (
          <form onSubmit={choose} className={classes.row}>
            <TextInput
              label={t('outside.address')}
              placeholder="hello@example.com"
              type="email"
              dir="ltr"
              maxLength={254}
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={!address.trim()} loading={acts.busy}>
              {t('outside.chooseAddress')}
            </Button>
          </form>
        )
      )}
      <Refusal error={acts.error} />
    </section>
  )
}
