import { useTranslation } from 'react-i18next'
import type { Overview } from '#contract/network.ts'
import { MiniBar } from '../../ui/MiniBar.tsx'
import { Money } from '../../ui/Money.tsx'
import { Sparkline } from './Sparkline.tsx'
import classes from './Totals.module.css'
import { TotalTile } from './TotalTile.tsx'
import { noShowRate, useFigures } from './use-figures.ts'

/** Head office's four totals, each beside what is usual. */
export function Totals({ overview }: { overview: Overview }) {
  const { t } = useTranslation('network')
  const { number, rate, part, short, weekday, date } = useFigures()
  const { totals, trend, day, isToday } = overview
  const [money, ...otherMoney] = totals.money
  const trendOf = (values: (number | null)[], say: (value: number) => string) => ({
    values,
    label: t('totals.trend', { day: date(day), first: say(values[0] ?? 0), last: say(values.at(-1) ?? 0) }),
  })
  const usualRevenue = money?.revenueBaselineMinor

  return (
    <section className={classes.totals} aria-label={t('totals.label')}>
      <TotalTile
        label={t(isToday ? 'totals.booked' : 'totals.bookedOn')}
        means={t('totals.bookedMeans')}
        value={number(totals.booked)}
        beside={[
          t('totals.cameDone', { arrived: number(totals.arrived), done: number(totals.done) }),
          totals.bookedBaseline !== null &&
            t('totals.usualDay', { weekday: weekday(day), value: number(totals.bookedBaseline) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        <Sparkline
          {...trendOf(
            trend.map((row) => row.booked),
            number,
          )}
        />
      </TotalTile>
      <TotalTile
        label={t(isToday ? 'totals.revenue' : 'totals.revenueOn')}
        means={t('totals.revenueMeans')}
        value={<Money minor={totals.revenueMinor} currency={overview.currency} />}
        beside={[
          usualRevenue
            ? t(isToday ? 'totals.soFar' : 'totals.ofUsual', {
                share: part(totals.revenueMinor, usualRevenue),
                weekday: weekday(day),
              })
            : t('totals.noUsual'),
          ...otherMoney.map(({ currency, revenueMinor, branches }) =>
            t('totals.other', { amount: short(revenueMinor, currency), count: branches }),
          ),
        ].join(' · ')}
      >
        <Sparkline
          {...trendOf(
            trend.map((row) => row.revenueMinor),
            (minor) => short(minor, overview.currency),
          )}
        />
      </TotalTile>
      <Branches overview={overview} />
      <TotalTile
        label={t('totals.noShow')}
        means={t('totals.noShowMeans')}
        value={totals.noShowPerMille === null ? '–' : rate(totals.noShowPerMille)}
        beside={[
          totals.noShowPerMille !== null &&
            t('totals.ofPeople', {
              noShow: number(totals.noShow),
              whole: number(isToday ? totals.noShow + totals.arrived : totals.booked),
            }),
          totals.noShowBaselinePerMille !== null && t('totals.usual', { value: rate(totals.noShowBaselinePerMille) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        <Sparkline
          {...trendOf(
            trend.map((row) => noShowRate(row, isToday && row.day === day)),
            rate,
          )}
        />
      </TotalTile>
    </section>
  )
}

/** How many branches work, and what their doors look like now. */
function Branches({ overview: { totals, branches, isToday } }: { overview: Overview }) {
  const { t } = useTranslation('network')
  const { number } = useFigures()
  const active = branches.filter((row) => row.status === 'active')
  const at = (...doors: (string | null)[]) => active.filter((row) => doors.includes(row.doors)).length
  const counts = { open: at('open'), notOpened: at('not_opened'), notYet: at('not_yet'), rest: at('over', 'closed') }
  const words = (['open', 'notOpened', 'notYet', 'rest'] as const)
    .filter((key) => counts[key] > 0)
    .map((key) => t(`totals.${key}`, { count: counts[key] }))
  const working = t('totals.working', { count: active.filter((row) => row.booked > 0).length })

  return (
    <TotalTile
      label={t('totals.branches')}
      means={t('totals.branchesMeans')}
      value={
        <>
          {number(totals.activeBranches)}{' '}
          <span className={classes.of}>{t('totals.ofBranches', { count: totals.branches })}</span>
        </>
      }
      beside={isToday ? words.slice(0, 2).join(' · ') : working}
    >
      {isToday && (
        <div className={classes.doors}>
          <MiniBar
            parts={[
              { label: t('doors.open'), value: counts.open, tone: 'good' },
              { label: t('doors.not_opened'), value: counts.notOpened, tone: 'bad' },
              { label: t('doors.over'), value: counts.rest, tone: 'plain' },
            ]}
            total={active.length}
          />
        </div>
      )}
    </TotalTile>
  )
}
