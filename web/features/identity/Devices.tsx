import { Button } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Device, endDevice, endOtherDevices, listDevices } from '#contract/account.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './AccountPage.module.css'

/** Where this person is signed in, this device first; each can be signed out from here. */
export function Devices() {
  const { t } = useTranslation('account')
  const devices = useCall(listDevices, {})
  const end = useAct(endDevice, { invalidates: [listDevices], onSuccess: () => toast.done(t('devices.ended')) })
  const endAll = useAct(endOtherDevices, {
    invalidates: [listDevices],
    onSuccess: ({ ended }) => toast.done(t('devices.endedAll', { count: ended })),
  })
  const others = devices.data?.filter(({ isThis }) => !isThis).length ?? 0

  return (
    <section className={classes.section} aria-labelledby="account-devices">
      <h2 id="account-devices" className={classes.title}>
        {t('devices.title')}
      </h2>
      <Refusal error={devices.error ?? end.error ?? endAll.error} />
      {devices.isPending && !devices.error && <RowsSkeleton />}
      <ul className={classes.devices}>
        {devices.data?.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            busy={end.isPending && end.variables?.deviceId === device.id}
            onEnd={() => end.mutate({ deviceId: device.id })}
          />
        ))}
      </ul>
      {devices.data && others === 0 && <p className={classes.words}>{t('devices.alone')}</p>}
      {others > 1 && (
        <div className={classes.acts}>
          <Button variant="default" loading={endAll.isPending} onClick={() => endAll.mutate({})}>
            {t('devices.endAll')}
          </Button>
        </div>
      )}
    </section>
  )
}

function DeviceRow({ device, busy, onEnd }: { device: Device; busy: boolean; onEnd: () => void }) {
  const { t } = useTranslation('account')
  const { date } = useFormat()
  const { name, place, signedInAt, lastSeenAt, isThis } = device
  const Icon = /Android|iPhone/.test(name) ? IconDeviceMobile : IconDeviceDesktop
  const label = name || t('devices.unknown')
  return (
    <li className={classes.device}>
      <Icon size={22} stroke={1.5} aria-hidden />
      <div className={classes.deviceWords}>
        <div className={classes.deviceName}>
          <bdi>{label}</bdi>
        </div>
        <div className={classes.deviceFacts}>
          {place && (
            <>
              <bdi>{place}</bdi> ·{' '}
            </>
          )}
          {t('devices.since', { date: date(signedInAt, 'dayTime') })}
          {!isThis && ` · ${t('devices.seen', { date: date(lastSeenAt, 'dayTime') })}`}
        </div>
      </div>
      {isThis ? (
        <span className={classes.this}>{t('devices.this')}</span>
      ) : (
        <Button size="xs" variant="default" loading={busy} onClick={onEnd} aria-label={`${t('devices.end')}: ${label}`}>
          {t('devices.end')}
        </Button>
      )}
    </li>
  )
}
