import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import {
  type AuditChain,
  type AuditCheck,
  type AuditFinding,
  checkAuditChain,
  getAuditChain,
  type WatchedChain,
} from '#contract/audit.ts'
import type { ApiError } from '#web/lib/api-error.ts'
import { useFormat } from '#web/lib/format.ts'
import { useAct, useCall } from '#web/lib/query.ts'
import { useCan } from '#web/shared/place.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'
import classes from './Audit.module.css'
import { Retention } from './Retention.tsx'

const askAgainMs = 2_000

/** How far the trail is sealed, what the last verification found, and the button for another. */
export function ChainState() {
  const mayVerify = useCan('audit.approve')
  const waitingFor = useCall(getAuditChain, {}, { topics: ['audit'], keep: true })
  const waiting = waitingFor.data?.check?.state === 'waiting'
  const chain = useCall(getAuditChain, {}, { topics: ['audit'], keep: true, ...(waiting ? { every: askAgainMs } : {}) })
  const verify = useAct(checkAuditChain, { invalidates: [getAuditChain] })
  if (!chain.data) return <Refusal error={chain.error} onRetry={() => void chain.refetch()} />
  return (
    <ChainView
      chain={chain.data}
      busy={verify.isPending || waiting}
      onVerify={mayVerify && (() => verify.mutate({}))}
      error={verify.error}
    />
  )
}

interface ChainViewProps {
  /** An organization's, or the operators', which nothing verifies by itself. */
  chain: AuditChain & Partial<WatchedChain>
  busy: boolean
  /** false: may not ask. */
  onVerify: false | (() => void)
  error: ApiError | null
}

export function ChainView({ chain, busy, onVerify, error }: ChainViewProps) {
  const { t } = useTranslation('audit')
  const { date, number } = useFormat()
  const { lastSeal, unsealed, check, verified } = chain
  const broken = chain.broken ?? (check?.state === 'broken' ? check : null)
  const moment = (at: string) => `${date(at, 'short')}, ${date(at, 'time')}`
  return (
    <>
      {broken?.finding && (
        <div className={classes.fault} role="alert">
          <IconAlertTriangle size={20} aria-hidden />
          <div>
            <strong>
              {t(chain.broken ? 'chain.notWhole' : 'chain.notWholeHere', {
                at: moment(broken.finishedAt ?? broken.askedAt),
              })}
            </strong>
            <Finding finding={broken.finding} />
          </div>
        </div>
      )}
      <section className={classes.chain} aria-label={t('chain.label')}>
        <div className={classes.chainWords}>
          <Verdict check={check} />
          {verified && check?.state !== 'broken' && (
            <span className={classes.soft}>
              {t('chain.verified', { until: moment(verified.until), at: moment(verified.at) })}
            </span>
          )}
          <span className={classes.soft}>
            {lastSeal
              ? t('chain.sealed', { count: lastSeal.rows, rows: number(lastSeal.rows), at: moment(lastSeal.lastAt) })
              : t('chain.nothing')}
            {unsealed > 0 && ` ${t('chain.unsealed', { count: unsealed })}`}
          </span>
          {chain.years !== undefined && <Retention years={chain.years} />}
        </div>
        {onVerify && (
          <Button size="xs" variant="default" loading={busy} onClick={onVerify} disabled={!lastSeal}>
            {t('chain.verify')}
          </Button>
        )}
        <Refusal error={error} />
      </section>
    </>
  )
}

function Verdict({ check }: { check: AuditCheck | null }) {
  const { t } = useTranslation('audit')
  const { date } = useFormat()
  if (!check) return <StatusBadge {...looks.none}>{t('chain.never')}</StatusBadge>
  const at = check.finishedAt ?? check.askedAt
  const values = { at: `${date(at, 'short')}, ${date(at, 'time')}` }
  return (
    <>
      <StatusBadge {...looks[check.state]}>{t(`chain.state.${check.state}`, values)}</StatusBadge>
      {/* A night without new acts compares nothing: what the last one said still holds. */}
      {check.state === 'whole' && check.seals > 0 && (
        <span className={classes.soft}>{t(`chain.outside.${check.outside}`)}</span>
      )}
    </>
  )
}

const looks = {
  none: { tone: 'plain', shape: 'ring' },
  waiting: { tone: 'info', shape: 'half' },
  whole: { tone: 'good', shape: 'check' },
  broken: { tone: 'bad', shape: 'cross' },
  failed: { tone: 'bad', shape: 'cross' },
} as const

/** What a database restored from elsewhere looks like. */
const restored = new Set<AuditFinding['kind']>(['seal_missing', 'differs_outside', 'outside_missing', 'other_server'])

/** What is wrong, where: the first broken seal and the rows concerned. */
function Finding({ finding }: { finding: AuditFinding }) {
  const { t } = useTranslation('audit')
  const { date } = useFormat()
  const { seal, lastAt, kind, count, ids } = finding
  return (
    <div className={classes.finding}>
      <span>{t(`finding.${kind}`, { count, seal })}</span>
      {lastAt && <span>{t('finding.until', { at: `${date(lastAt, 'day')}, ${date(lastAt, 'time')}` })}</span>}
      {restored.has(kind) && <span>{t('finding.accept')}</span>}
      {ids.length > 0 && (
        <ul className={classes.ids}>
          {ids.map((id) => (
            <li key={id}>
              <code dir="ltr">{id}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
