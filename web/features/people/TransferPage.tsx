import { Button, Select } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '#contract/endpoint.ts'
import { previewTransfer, type TransferPreview, transferDoctor } from '#contract/transfers.ts'
import { useFormat } from '../../lib/format.ts'
import { paths } from '../../lib/paths.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { PageSkeleton } from '../../ui/Skeletons.tsx'
import { type Choices, decisionsOf, faultsOf, noChoices } from './decisions.ts'
import classes from './People.module.css'
import { SessionsThatMove } from './SessionsThatMove.tsx'
import { Settled } from './Settled.tsx'
import { VisitDecisions } from './VisitDecisions.tsx'

const route = getRouteApi('/signed-in/network/staff/transfer')

/** A doctor goes to another branch from a day on: what it touches, what is decided, what became of it. */
export function TransferPage() {
  const { t } = useTranslation('people')
  const { doctor, from, to, day } = route.useSearch()
  const navigate = useNavigate()
  const { clinics } = useSession()
  const { today } = useFormat()
  const asked =
    doctor && from && to && day && from !== to
      ? { doctorId: doctor, branchId: from, toBranchId: to, fromDay: day }
      : null
  const preview = useCall(previewTransfer, asked, { staleMs: 0 })
  const set = (change: object) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...change })) as never, replace: true })
  const branches = clinics.map(({ id, name, city }) => ({ value: id, label: city ? `${name} · ${city}` : name }))
  const nameOf = (id: string | undefined) => clinics.find((clinic) => clinic.id === id)?.name ?? ''

  return (
    <Page title={t('transfer.title', { name: preview.data?.doctorName ?? t('transfer.doctor') })} shape="read">
      <div className={classes.pair} style={{ marginBlockEnd: '1.25rem' }}>
        <Select
          label={t('transfer.from')}
          searchable
          allowDeselect={false}
          data={branches}
          value={from ?? null}
          onChange={(id) => set({ from: id ?? undefined })}
        />
        <Select
          label={t('transfer.to')}
          searchable
          allowDeselect={false}
          data={branches.filter(({ value }) => value !== from)}
          value={to ?? null}
          onChange={(id) => set({ to: id ?? undefined })}
        />
        <DateInput
          label={t('transfer.day')}
          valueFormat="D MMM YYYY"
          minDate={today()}
          value={day ?? null}
          onChange={(chosen) => set({ day: chosen?.slice(0, 10) ?? undefined })}
        />
      </div>
      {!asked && <p className={classes.hint}>{t('transfer.choose')}</p>}
      <Refusal error={preview.error} onRetry={() => void preview.refetch()} />
      {asked && preview.isPending && !preview.error && <PageSkeleton />}
      {asked && preview.data && (
        <Plan
          key={JSON.stringify(asked)}
          asked={asked}
          preview={preview.data}
          fromName={nameOf(from)}
          toName={nameOf(to)}
        />
      )}
    </Page>
  )
}

interface PlanProps {
  asked: { doctorId: string; branchId: string; toBranchId: string; fromDay: string }
  preview: TransferPreview
  fromName: string
  toName: string
}

function Plan({ asked, preview, fromName, toName }: PlanProps) {
  const { t } = useTranslation('people')
  // What a doctor takes with her wherever it can be: the patient chose her.
  const [choices, setChoices] = useState<Choices>(noChoices)
  const [shown] = useState(preview)
  const act = useAct(transferDoctor, { invalidates: [] })
  const visits = act.data ? shown.appointments : preview.appointments
  const { impossible, reasonMissing } = faultsOf(choices, visits)

  if (act.data)
    return <After done={act.data} name={preview.doctorName} day={asked.fromDay} fromName={fromName} toName={toName} />
  return (
    <>
      <section className={classes.block}>
        <h2>{t('transfer.sessions')}</h2>
        <SessionsThatMove sessions={preview.sessions} />
      </section>
      <section className={classes.block}>
        <h2>{t('transfer.visits')}</h2>
        {visits.length === 0 ? (
          <p className={classes.hint}>{t('transfer.noVisits')}</p>
        ) : (
          <VisitDecisions visits={visits} choices={choices} onChange={setChoices} along={toName} />
        )}
      </section>
      <p className={classes.hint}>{t('transfer.history')}</p>
      <Refusal error={act.error} />
      {reasonMissing && <p className={classes.cannot}>{t('decide.needsReason')}</p>}
      {impossible.length > 0 && <p className={classes.cannot}>{t('decide.open', { count: impossible.length })}</p>}
      <div className={classes.acts} style={{ marginBlockStart: '1rem' }}>
        <Button
          loading={act.isPending}
          disabled={impossible.length > 0 || reasonMissing}
          onClick={() => act.mutate({ ...asked, ...decisionsOf(choices, visits) })}
        >
          {t('transfer.act')}
        </Button>
      </div>
    </>
  )
}

interface AfterProps {
  done: Output<typeof transferDoctor>
  name: string
  day: string
  fromName: string
  toName: string
}

function After({ done, name, day, fromName, toName }: AfterProps) {
  const { t } = useTranslation('people')
  const { date } = useFormat()
  return (
    <section className={classes.block} role="status">
      <h2>{t('transfer.done', { name, branch: toName, day: date(day, 'day') })}</h2>
      <p className={classes.hint}>
        {t('transfer.sessionsMoved', { count: done.sessionsMoved })}{' '}
        {t(done.finished ? 'transfer.now' : 'transfer.later', { branch: fromName })}
      </p>
      <Settled appointments={done.appointments} />
      <div>
        <Button component={Link} {...(paths.staff() as object)} variant="default">
          {t('transfer.back')}
        </Button>
      </div>
    </section>
  )
}
