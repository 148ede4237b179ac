import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { getPlan, type OrganizationPlan, planLimits } from '#contract/platform.ts'
import { useFormat } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { MiniBar } from '../../ui/MiniBar.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './PlanPage.module.css'

/** For head office: which plan, until when, how much of it is used, and what a larger one would allow. */
export function PlanPage() {
  const { t } = useTranslation('platform')
  const call = useCall(getPlan, {})
  const { data } = call
  return (
    <Page title={t('own.title')} loading={call.isPending && !call.error} shape="read">
      <Refusal error={call.error} onRetry={() => void call.refetch()} />
      {data && (
        <>
          <State plan={data} />
          <Uses uses={data.uses} />
          <Plans plan={data} />
        </>
      )}
    </Page>
  )
}

function State({ plan: { plan, trialEndsOn, readOnlyFrom } }: { plan: OrganizationPlan }) {
  const { t } = useTranslation('platform')
  const { date, today } = useFormat()
  const over = readOnlyFrom !== null && Date.parse(readOnlyFrom) <= Date.now()
  const words = () => {
    if (!plan) return t('own.unlimited')
    if (!trialEndsOn || !readOnlyFrom) return t('own.goesOn')
    if (over) return t('own.over', { day: date(trialEndsOn, 'day') })
    if (trialEndsOn < today()) return t('own.grace', { day: date(trialEndsOn, 'day'), from: date(readOnlyFrom, 'day') })
    return t('own.trial', { day: date(trialEndsOn, 'day'), from: date(readOnlyFrom, 'day') })
  }
  return (
    <div className={classes.state}>
      <strong>{plan ? t(`plan.${plan}`) : t('own.none')}</strong>
      {over && (
        <StatusBadge tone="bad" shape="bar">
          {t('own.readOnly')}
        </StatusBadge>
      )}
      <p>{words()}</p>
    </div>
  )
}

function Uses({ uses }: { uses: OrganizationPlan['uses'] }) {
  const { t } = useTranslation('platform')
  const { number } = useFormat()
  return (
    <section aria-label={t('own.used')}>
      <h2 className={classes.title}>{t('own.used')}</h2>
      <dl className={classes.uses}>
        {uses.map(({ what, used, allowed }) => (
          <div key={what} className={classes.use}>
            <dt>{t(`own.what.${what}`)}</dt>
            <dd>
              <span className={classes.figures}>
                {allowed === null
                  ? t('own.noLimit', { used: number(used) })
                  : t('own.of', { used: number(used), allowed: number(allowed) })}
              </span>
              {allowed !== null && (
                <MiniBar
                  total={allowed}
                  parts={[{ label: t(`own.what.${what}`), value: used, tone: used >= allowed ? 'warn' : 'accent' }]}
                />
              )}
              {allowed !== null && used >= allowed && <span className={classes.full}>{t(`own.full.${what}`)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

type PlanRow = OrganizationPlan['plans'][number]

function Plans({ plan: { plan, plans } }: { plan: OrganizationPlan }) {
  const { t } = useTranslation('platform')
  const { number } = useFormat()
  const columns = useMemo<Column<PlanRow>[]>(
    () => [
      {
        id: 'plan',
        header: t('own.plan'),
        cell: ({ code }) => (
          <>
            <bdi style={{ fontWeight: 550 }}>{t(`plan.${code}`)}</bdi>{' '}
            {code === plan && (
              <StatusBadge tone="info" shape="dot" bare>
                {t('own.yours')}
              </StatusBadge>
            )}
          </>
        ),
      },
      ...planLimits.map(
        (what): Column<PlanRow> => ({
          id: what,
          header: t(`own.what.${what}`),
          align: 'end',
          cell: ({ limits }) => (limits[what] === null ? t('own.free') : number(limits[what])),
        }),
      ),
    ],
    [t, number, plan],
  )
  return (
    <section aria-label={t('own.plans')}>
      <h2 className={classes.title}>{t('own.plans')}</h2>
      <p className={classes.soft}>{t('own.ask')}</p>
      <DataTable label={t('own.plans')} columns={columns} rows={plans} rowKey={({ code }) => code} empty={null} />
    </section>
  )
}
