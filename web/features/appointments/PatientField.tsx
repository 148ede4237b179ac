import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getPatient, searchPatients } from '#contract/patients.ts'
import { useCall } from '#web/lib/query.ts'
import { readCaller } from '#web/shared/caller.ts'
import { useClinic } from '#web/shared/place.ts'
import type { ChosenPatient } from './book-values.ts'
import { inOrder } from './find-model.ts'
import classes from './PatientField.module.css'
import { type Match, PatientMatches } from './PatientMatches.tsx'

/** Two letters fit half a branch, and Tab takes the first. */
const least = 3

interface PatientFieldProps {
  value: ChosenPatient | null
  /** A patient known from the URL only. */
  patientId: string | undefined
  error: string | undefined
  /** Where the keyboard goes once somebody is chosen: a selector within the form. */
  next: string
  onChange: (patient: ChosenPatient | null) => void
}

/** A number, a name, or both: known people are offered, others become new callers. */
export function PatientField({ value, patientId, error, next, onChange }: PatientFieldProps) {
  const { t } = useTranslation('appointments')
  const { id: clinicId } = useClinic()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const [settled] = useDebouncedValue(text.trim(), 120)
  const known = useCall(getPatient, patientId && !value ? { clinicId, patientId } : null)
  const caller = readCaller(settled)
  const found = useCall(searchPatients, settled.length >= least ? { clinicId, q: caller.query, limit: 5 } : null)
  const chosen = value ?? known.data ?? null
  const root = useRef<HTMLDivElement>(null)
  const take = ({ id, fullName, phone }: Match) => {
    const form = root.current?.closest('form')
    onChange({ id, fullName, phone } as ChosenPatient)
    // The field goes away with the choice; the focus must not go with it.
    requestAnimationFrame(() => form?.querySelector<HTMLElement>(next)?.focus())
  }

  // Known by the address alone: her name is on its way, unless nobody is there.
  if (chosen || (patientId && !known.error)) {
    return (
      <div className={classes.chosen} ref={root}>
        <div>
          <div className={classes.label}>{chosen?.id === null ? t('find.newCaller') : t('patient.label')}</div>
          <strong>
            <bdi>{chosen?.fullName}</bdi>
          </strong>{' '}
          <bdi className="ltr">{chosen?.phone}</bdi>
        </div>
        {chosen && !patientId && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              setText([chosen.fullName, chosen.phone].filter(Boolean).join(' '))
              onChange(null)
              focusWithin(root.current)
            }}
          >
            {t('patient.change')}
          </Button>
        )}
      </div>
    )
  }

  // What was found belongs to less than what is typed by now: nobody is taken for it.
  const isThere = settled === text.trim() && settled.length >= least && found.data !== undefined
  const { meant, others } = inOrder(caller, isThere ? found.data.patients : [])
  const added: ChosenPatient[] =
    isThere && caller.name ? [{ id: null, fullName: caller.name, phone: caller.phone }] : []
  const people: Match[] = [...meant, ...added, ...others]
  const current = Math.min(at, people.length - 1)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step) setAt((current + step + people.length) % Math.max(people.length, 1))
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) people[current] && take(people[current])
    else if (event.key === 'Tab' && !event.shiftKey && people[current]) take(people[current])
    else return
    event.preventDefault()
  }

  return (
    <div ref={root}>
      <TextInput
        label={t('patient.label')}
        description={t('patient.hint')}
        placeholder={t('patient.placeholder')}
        value={text}
        error={error}
        data-autofocus
        data-path="patient"
        dir="auto"
        autoComplete="off"
        role="combobox"
        aria-expanded={people.length > 0}
        aria-controls={listId}
        aria-activedescendant={people.length > 0 ? `${listId}-${current}` : undefined}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      {isThere && <PatientMatches id={listId} people={people} current={current} onTake={take} />}
    </div>
  )
}

/** The box that comes back when somebody else is to be chosen. */
function focusWithin(root: HTMLElement | null) {
  const form = root?.closest('form')
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[data-autofocus]')?.focus())
}
