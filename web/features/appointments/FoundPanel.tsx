import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { KeyHints, Keys } from '#web/ui/KeyHints.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { RowsSkeleton } from '#web/ui/Skeletons.tsx'
import classes from './FindOrBook.module.css'
import { FoundOptions } from './FoundOptions.tsx'
import type { FoundOption, FoundRow } from './found-rows.ts'
import type { useFound } from './use-found.ts'
import { WhoIsIt } from './WhoIsIt.tsx'

interface FoundPanelProps {
  found: ReturnType<typeof useFound>
  listId: string
  row: FoundRow | undefined
  option: FoundOption | undefined
  error: unknown
  when: (startsAt: string) => string
  onPoint: (row: number, option: number) => void
  onRun: (row: FoundRow, option: FoundOption) => void
  /** While it is not known whether the last booking was made, nothing else is offered. */
  onAskAgain: (() => void) | null
}

/** Who was found, each with what can be done at once. The field keeps the focus and handles the keys. */
export function FoundPanel({ found, listId, row, option, error, when, onPoint, onRun, onAskAgain }: FoundPanelProps) {
  const { t } = useTranslation('appointments')
  const { rows, ready, caller } = found
  if (onAskAgain)
    return (
      <div className={classes.panel} data-found>
        <Refusal error={error}>{t('book.unknown')}</Refusal>
        <Button className={classes.again} onClick={onAskAgain} rightSection={<Keys keys="Enter" />}>
          {t('book.again')}
        </Button>
      </div>
    )
  return (
    <div className={classes.panel} data-found>
      {!ready && !error && <RowsSkeleton rows={2} />}
      <div id={listId} role="listbox" aria-label={t('find.found')} className={classes.rows}>
        {rows.map((one, index) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox group is no fieldset
          <div
            key={one.id}
            role="group"
            aria-label={one.patient?.fullName ?? t('find.newCaller')}
            className={classes.row}
            data-current={one === row || undefined}
            onMouseMove={() => one !== row && onPoint(index, 0)}
          >
            {one.patient ? (
              <div className={classes.person}>
                <strong>
                  <bdi>{one.patient.fullName}</bdi>
                </strong>
                <WhoIsIt {...one.patient} />
                <bdi className="ltr">{one.patient.phone}</bdi>
                <bdi className="ltr">{one.patient.number}</bdi>
              </div>
            ) : (
              <NewCaller caller={caller} />
            )}
            {one === row && (
              <FoundOptions
                row={one}
                option={option}
                idOf={(id) => `${listId}-${one.id}-${id}`}
                when={when}
                onPoint={(at) => onPoint(index, at)}
                onRun={(what) => onRun(one, what)}
              />
            )}
          </div>
        ))}
      </div>
      {ready && rows.length === 0 && <p className={classes.nothing}>{t('find.nothing')}</p>}
      <Refusal error={error} />
      {rows.length > 0 && (
        <KeyHints
          hints={[
            ['ArrowDown', t('find.hintPerson')],
            ['Tab', t('find.hintTime')],
            ['Enter', t('find.hintDo')],
          ]}
        />
      )}
    </div>
  )
}

/** What a new caller would be registered with; what is missing is asked for in the same box. */
function NewCaller({ caller: { name, phone } }: { caller: { name: string | null; phone: string | null } }) {
  const { t } = useTranslation('appointments')
  return (
    <div className={classes.person}>
      <span className={classes.badge}>{t('find.newCaller')}</span>
      {name ? (
        <strong>
          <bdi>{name}</bdi>
        </strong>
      ) : (
        <span>{t('find.addName')}</span>
      )}
      {phone ? <bdi className="ltr">{phone}</bdi> : <span>{t('find.addPhone')}</span>}
    </div>
  )
}
