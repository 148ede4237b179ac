import { Loader } from '@mantine/core'
import { useClickOutside } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#web/lib/paths.ts'
import { Keys } from '#web/ui/KeyHints.tsx'
import { useKeys } from '#web/ui/keys.ts'
import classes from './FindOrBook.module.css'
import { FoundPanel } from './FoundPanel.tsx'
import type { FoundOption, FoundRow } from './found-rows.ts'
import { minutesBetween } from './time.ts'
import { useBook } from './use-book.ts'
import type { DayData } from './use-day.ts'
import { useFound } from './use-found.ts'
import { useTypedNumbers } from './use-typed-numbers.ts'
import type { VisitActs } from './use-visit-acts.ts'

interface FindOrBookProps {
  day: DayData
  doctors: readonly string[] | undefined
  acts: VisitActs
  onOpen: (visitId: string) => void
  /** Goes on in a drawer: for a known patient, or for a new caller. */
  onOther: (row: FoundRow, what: 'book' | 'walkIn') => void
}

/** The one box of the desk: type a number or a name, Enter books the first time that is proposed. */
export function FindOrBook({ day, doctors, acts, onOpen, onOther }: FindOrBookProps) {
  const { t } = useTranslation('appointments')
  const [text, setText] = useState('')
  const [isOpen, open] = useState(false)
  const [at, setAt] = useState({ row: 0, option: 0 })
  const field = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const root = useClickOutside(() => open(false))
  const listId = useId()
  const found = useFound(text, day, doctors)
  const { book, walkIn, when, askAgain } = useBook(acts, () => {
    clear()
    // The keys of the page work again: the next thing is often N, or another number.
    field.current?.blur()
  })
  const row = found.rows[Math.min(at.row, found.rows.length - 1)]
  const option = row?.options[Math.min(at.option, row.options.length - 1)]
  const shown = isOpen && found.asked
  const busy = book.isPending || walkIn.isPending

  const clear = () => {
    setText('')
    setAt({ row: 0, option: 0 })
    open(false)
  }
  const focus = () => {
    field.current?.focus()
    field.current?.select()
  }
  useTypedNumbers(field)
  useKeys(t('keys.title'), [{ keys: '/', label: t('find.label'), run: focus }])

  const run = (chosen: FoundRow, what: FoundOption) => {
    if (busy) return
    const patient = chosen.patient ? { patientId: chosen.patient.id } : { newPatient: chosen.newPatient! }
    const doctorId = doctors?.length === 1 ? { doctorId: doctors[0]! } : {}
    if (what.kind === 'visit') {
      clear()
      onOpen(what.visit.id)
    } else if (what.kind === 'record') {
      clear()
      if (chosen.patient) void navigate(paths.patient(day.clinicId, chosen.patient.id))
    } else if (what.kind === 'slot') {
      const { slot } = what
      const minutes = minutesBetween(slot.startsAt, slot.endsAt)
      book.mutate({ clinicId: day.clinicId, ...patient, doctorId: slot.doctorId, startsAt: slot.startsAt, minutes })
    } else if (what.kind === 'walkIn' && what.service) {
      const { id: serviceId, name: reason } = what.service
      walkIn.mutate({ clinicId: day.clinicId, ...patient, ...doctorId, serviceId, reason })
    } else {
      clear()
      onOther(chosen, what.kind === 'walkIn' ? 'walkIn' : 'book')
    }
  }

  const step = (rows: number, options: number) => {
    const count = row?.options.length ?? 1
    if (rows) setAt({ row: wrap(Math.min(at.row, found.rows.length - 1) + rows, found.rows.length), option: 0 })
    else setAt({ ...at, option: wrap(Math.min(at.option, count - 1) + options, count) })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const move =
      shown && row && !askAgain ? moveOf(event, Math.min(at.option, row.options.length - 1), row.options.length) : null
    if (move) step(...move)
    else if (event.key === 'Enter' && askAgain) shown && askAgain()
    else if (event.key === 'Enter') row && option && shown && run(row, option)
    // The key that leads here, pressed here: nobody's name begins so.
    else if (event.key === '/' && text === '') focus()
    else if (event.key === 'Escape') shown ? open(false) : field.current?.blur()
    else return
    event.preventDefault()
  }

  return (
    <search ref={root} className={classes.root}>
      <div className={classes.field} data-open={shown || undefined}>
        <IconSearch size={17} stroke={1.8} aria-hidden />
        <input
          ref={field}
          className={classes.input}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setAt({ row: 0, option: 0 })
            open(true)
            if (book.isError || walkIn.isError) {
              book.reset()
              walkIn.reset()
            }
          }}
          onFocus={(event) => {
            open(true)
            // What is typed next is another caller.
            event.currentTarget.select()
          }}
          onKeyDown={onKeyDown}
          placeholder={t('find.placeholder')}
          aria-label={t('find.label')}
          role="combobox"
          aria-expanded={shown}
          aria-controls={listId}
          aria-activedescendant={shown && row && option && !askAgain ? `${listId}-${row.id}-${option.id}` : undefined}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          data-find
        />
        {busy ? <Loader size={14} /> : <Keys keys="/" />}
      </div>
      {shown && (
        <FoundPanel
          found={found}
          listId={listId}
          row={row}
          option={option}
          error={book.error ?? walkIn.error ?? found.error}
          when={when}
          onPoint={(rowIndex, optionIndex) => setAt({ row: rowIndex, option: optionIndex })}
          onRun={run}
          onAskAgain={askAgain}
        />
      )}
    </search>
  )
}

const wrap = (index: number, count: number) => (index + count) % Math.max(count, 1)

/** How far a key goes, as [rows, options]. Tab walks along the times and then leaves; arrows do so from the text's end. */
function moveOf(event: KeyboardEvent<HTMLInputElement>, option: number, options: number): [number, number] | null {
  if (event.key === 'ArrowDown') return [1, 0]
  if (event.key === 'ArrowUp') return [-1, 0]
  if (event.key === 'Tab') {
    const to = option + (event.shiftKey ? -1 : 1)
    return to >= 0 && to < options ? [0, to - option] : null
  }
  const { selectionStart, value } = event.currentTarget
  const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  if (event.key === forward && selectionStart === value.length) return [0, 1]
  if (/^Arrow(Left|Right)$/.test(event.key) && event.key !== forward && option > 0) return [0, -1]
  return null
}
