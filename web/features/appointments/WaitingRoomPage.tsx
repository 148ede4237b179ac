import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { getWaitingRoom } from '#contract/appointments.ts'
import type { Output } from '#contract/endpoint.ts'
import { FormatContext, useFormat } from '#web/lib/format.ts'
import { useLive } from '#web/lib/live.ts'
import { routePaths } from '#web/lib/paths.ts'
import { useCall } from '#web/lib/query.ts'
import { BrandTheme } from '#web/shared/BrandTheme.tsx'
import { ConnectionBanner } from '#web/shared/ConnectionBanner.tsx'
import { useClinic } from '#web/shared/place.ts'
import { useFormatSettings } from '#web/shared/use-format-settings.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { useNow } from './use-now.ts'
import classes from './WaitingRoom.module.css'

const route = getRouteApi(routePaths.waitingRoom)
type Room = Output<typeof getWaitingRoom>

/** The screen on the waiting room's wall: numbers and rooms, readable across the room, and nobody's name. */
export function WaitingRoomPage() {
  const clinic = useClinic()
  return (
    <FormatContext value={useFormatSettings(clinic)}>
      <BrandTheme color={clinic.color}>
        <Wall />
      </BrandTheme>
    </FormatContext>
  )
}

function Wall() {
  const { t } = useTranslation('appointments')
  const { clinicId } = route.useParams()
  const { name } = useClinic()
  const { time } = useFormat()
  const now = useNow()
  const room = useCall(getWaitingRoom, { clinicId }, { topics: ['appointment'] })
  useLive(clinicId)
  useEffect(() => {
    document.title = `${t('waitingRoom.title')} · ${name}`
  }, [t, name])

  return (
    <main className={classes.wall}>
      <header className={classes.header}>
        <h1>{name}</h1>
        <time>{time(now)}</time>
      </header>
      <ConnectionBanner />
      <Refusal error={room.error} />
      {room.data && <Doctors room={room.data} />}
    </main>
  )
}

function Doctors({ room }: { room: Room }) {
  const { t } = useTranslation('appointments')
  const shown = room.doctors.filter(({ inRoom, waiting }) => inRoom.length > 0 || waiting > 0)
  const { anyDoctor } = room
  const isForAny = anyDoctor.inRoom.length > 0 || anyDoctor.waiting > 0
  if (shown.length === 0 && !isForAny) return <p className={classes.empty}>{t('waitingRoom.empty')}</p>
  return (
    <div className={classes.doctors} data-many={shown.length > 6 || undefined} aria-live="polite">
      {shown.map(({ doctorName, room: place, ...tokens }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two doctors may have one name
        <Calls key={at} where={place || doctorName} who={place && doctorName} {...tokens} />
      ))}
      {isForAny && <Calls where={t('waitingRoom.anyDoctor')} {...anyDoctor} />}
    </div>
  )
}

interface CallsProps {
  where: string
  who?: string
  inRoom: readonly number[]
  next: readonly number[]
}

/** Who was called where last, and who is next. */
function Calls({ where, who, inRoom, next }: CallsProps) {
  return (
    <section className={classes.doctor}>
      <div className={classes.where}>
        <strong dir="auto">{where}</strong>
        {who && <span dir="auto">{who}</span>}
      </div>
      <div className={classes.token} data-empty={inRoom.length === 0 || undefined}>
        {inRoom.at(-1) ?? '–'}
      </div>
      <Next tokens={next} />
    </section>
  )
}

function Next({ tokens }: { tokens: readonly number[] }) {
  const { t } = useTranslation('appointments')
  return (
    <div className={classes.next}>
      {tokens.length > 0 && <span>{t('waitingRoom.next')}</span>}
      {tokens.slice(0, 3).map((token) => (
        <b key={token}>{token}</b>
      ))}
    </div>
  )
}
