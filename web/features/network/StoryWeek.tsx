import { useTranslation } from 'react-i18next'
import type { BranchDay } from '#contract/network.ts'
import { DateText } from '../../ui/DateText.tsx'
import classes from './BranchStory.module.css'
import { noShowRate, useFigures } from './use-figures.ts'

/** The seven days up to the day, each with its bar, its no-shows and its money. */
export function StoryWeek({ story }: { story: BranchDay }) {
  const { t } = useTranslation('network')
  const { money, number, rate, short } = useFigures()
  const rateOf = (day: BranchDay['week'][number]) => noShowRate(day, story.isToday && day.day === story.day)
  const said = (perMille: number | null) => (perMille === null ? '–' : rate(perMille))
  const most = Math.max(1, ...story.week.map((day) => day.booked))
  return (
    <section className={classes.part}>
      <h3 className={classes.title}>{t('story.week')}</h3>
      <table className={classes.week}>
        <thead>
          <tr>
            <th scope="col">{t('story.day')}</th>
            <th scope="col" colSpan={2}>
              {t('story.booked')}
            </th>
            <th scope="col" data-align="end">
              {t('story.noShows')}
            </th>
            <th scope="col" data-align="end">
              {t('story.revenue')}
            </th>
          </tr>
        </thead>
        <tbody>
          {story.week.map((day) => (
            <tr key={day.day} data-now={day.day === story.day || undefined}>
              <th scope="row">
                <DateText value={day.day} style="weekday" />
              </th>
              <td className={classes.weekBar}>
                <span style={{ inlineSize: `${(day.booked / most) * 100}%` }} />
              </td>
              <td data-align="end">{number(day.booked)}</td>
              <td data-align="end">{said(rateOf(day))}</td>
              <td data-align="end" title={money(day.revenueMinor, story.currency)}>
                {short(day.revenueMinor, story.currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
