import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PastVisit } from '#contract/encounters.ts'
import type { PrescriptionLine } from '#contract/prescribing.ts'
import { listed } from '../../lib/format.ts'
import { DateText } from '../../ui/DateText.tsx'
import classes from './HistoryPanel.module.css'

const atFirst = 5

interface HistoryPanelProps {
  history: readonly PastVisit[]
  onRepeat?: ((line: PrescriptionLine) => void) | undefined
}

/** Earlier visits, the newest first: what was found, done and given. */
export function HistoryPanel({ history, onRepeat }: HistoryPanelProps) {
  const { t } = useTranslation('clinical')
  const [all, showAll] = useState(false)
  if (history.length === 0) return <p className={classes.none}>{t('history.none')}</p>

  return (
    <div className={classes.list}>
      {(all ? history : history.slice(0, atFirst)).map((visit) => (
        <Past key={visit.id} visit={visit} onRepeat={onRepeat} />
      ))}
      {!all && history.length > atFirst && (
        <Button variant="subtle" size="xs" onClick={() => showAll(true)}>
          {t('history.more', { count: history.length - atFirst })}
        </Button>
      )}
    </div>
  )
}

function Past({ visit, onRepeat }: { visit: PastVisit } & Pick<HistoryPanelProps, 'onRepeat'>) {
  const { t } = useTranslation('clinical')
  const { day, doctorName, diagnoses, services, note, advice, addenda, prescription } = visit
  return (
    <article className={classes.visit}>
      <h3 className={classes.head}>
        <DateText value={day} />
        <span className={classes.doctor}>{doctorName}</span>
      </h3>
      {diagnoses.map(({ title, tooth }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same diagnosis may stand there twice; the list never changes
        <div key={place} className={classes.diagnosis}>
          {title} {tooth && <Tooth number={tooth} />}
        </div>
      ))}
      {services.length > 0 && (
        <div className={classes.done}>
          {services.map(({ name, tooth, quantity }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same service may be done twice; the list never changes
            <span key={place}>
              {name} {tooth && <Tooth number={tooth} />} {quantity > 1 && `× ${quantity}`}
            </span>
          ))}
        </div>
      )}
      {note && <p className={classes.note}>{note}</p>}
      {addenda.map(({ id, note: text }) => (
        <p key={id} className={classes.addendum}>
          {text}
        </p>
      ))}
      {prescription.length > 0 && (
        <ul className={classes.medicines}>
          {prescription.map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same medicine may stand there twice; the list never changes
            <li key={place}>
              <span>
                {line.medicine}{' '}
                <span className={classes.dose}>
                  {listed([unbroken(line.dose), line.days && t('days', { count: line.days })])}
                </span>
              </span>
              {onRepeat && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => onRepeat(line)}
                  aria-label={t('history.repeatThis', { medicine: line.medicine })}
                >
                  {t('history.repeat')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {advice && <p className={classes.advice}>{advice}</p>}
    </article>
  )
}

/** `1-0-1` stays on one line: word joiners around each hyphen. The letter made for that stands too low in our font. */
export const unbroken = (dose: string) => dose.replaceAll('-', '\u2060-\u2060')

function Tooth({ number }: { number: string }) {
  return <bdi className={classes.tooth}>{number}</bdi>
}
