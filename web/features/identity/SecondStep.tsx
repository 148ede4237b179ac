import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Account,
  addTotp,
  getAccount,
  removeTotp,
  renewRecoveryCodes,
  startTotp,
  type TotpSetup,
} from '#contract/account.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct } from '../../lib/query.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './AccountPage.module.css'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { SetupStep } from './SetupStep.tsx'

/** Codes of an app on the phone: on, off, another phone, new recovery codes. */
export function SecondStep({ account }: { account: Account }) {
  const { t } = useTranslation('account')
  const { date } = useFormat()
  const [setup, setSetup] = useState<TotpSetup | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const invalidates = [getAccount]
  const showCodes = ({ recoveryCodes }: { recoveryCodes: string[] }) => {
    setSetup(null)
    setCodes(recoveryCodes)
  }
  const start = useAct(startTotp, { invalidates: [], onSuccess: setSetup })
  const add = useAct(addTotp, { invalidates, onSuccess: showCodes })
  const renew = useAct(renewRecoveryCodes, { invalidates, onSuccess: showCodes })
  const remove = useAct(removeTotp, { invalidates, onSuccess: () => toast.done(t('second.removed')) })
  const { totpSince, recoveryCodesLeft } = account

  return (
    <section className={classes.section} aria-labelledby="account-second">
      <h2 id="account-second" className={classes.title}>
        {t('second.title')}
      </h2>
      <p className={classes.words}>
        {totpSince
          ? `${t('second.on', { date: date(totpSince, 'day') })} ${t('second.left', { count: recoveryCodesLeft })}`
          : t('second.off')}
      </p>
      <Refusal error={start.error ?? renew.error ?? remove.error} />
      <div className={classes.acts}>
        {totpSince === null ? (
          <Button loading={start.isPending} onClick={() => start.mutate({})}>
            {t('second.start')}
          </Button>
        ) : (
          <>
            <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate({})}>
              {t('second.renew')}
            </Button>
            <Button variant="default" loading={start.isPending} onClick={() => start.mutate({})}>
              {t('second.replace')}
            </Button>
            <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate({})}>
              {t('second.remove')}
            </Button>
          </>
        )}
      </div>
      <Modal opened={setup !== null} onClose={() => setSetup(null)} title={t('second.setup')}>
        {setup && (
          <SetupStep
            setup={setup}
            busy={add.isPending}
            error={add.error}
            onGive={(code) => add.mutate({ setup: setup.setup, code })}
          />
        )}
      </Modal>
      {/* Gone with a stray click they could not be shown again. */}
      <Modal
        opened={codes !== null}
        onClose={() => setCodes(null)}
        title={t('second.codes')}
        closeOnClickOutside={false}
        closeOnEscape={false}
      >
        {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
      </Modal>
    </section>
  )
}
