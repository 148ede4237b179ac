import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from '#web/ui/KeyHints.tsx'
import { useKeys } from '#web/ui/keys.ts'
import classes from './PatientsPage.module.css'

const waitMs = 150

interface SearchBoxProps {
  value: string
  /** The rows below are the answer to `value`, not the ones before. */
  answered: boolean
  onChange: (text: string) => void
}

/** The box that finds patients. `/` goes there, ↓ into the rows, Enter opens the first, as soon as it is there. */
export function SearchBox({ value, answered, onChange }: SearchBoxProps) {
  const { t } = useTranslation('patients')
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const [opening, open] = useState(false)
  const told = useRef(value)
  useKeys(t('title'), [{ keys: '/', label: t('search.label'), run: () => box.current?.select() }])

  // What stands in the URL wins when somebody else changed it: back, a link, another filter.
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    const typed = text.trim()
    if (typed === told.current) return
    const timer = setTimeout(() => {
      told.current = typed
      onChange(typed)
    }, waitMs)
    return () => clearTimeout(timer)
  })

  // Enter may come before the answer: the first of the rows before would be somebody else.
  useEffect(() => {
    if (!opening || !answered || text.trim() !== value) return
    open(false)
    firstRow()?.click()
  }, [opening, answered, text, value])

  const intoRows = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') setText('')
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      firstRow()?.focus()
    }
    open(event.key === 'Enter')
  }

  return (
    <TextInput
      ref={box}
      type="search"
      className={classes.box ?? ''}
      aria-label={t('search.label')}
      placeholder={t('search.placeholder')}
      leftSection={<IconSearch size={16} />}
      rightSection={<Keys keys="/" />}
      value={text}
      dir="auto"
      maxLength={200}
      autoComplete="off"
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={intoRows}
    />
  )
}

const firstRow = () => document.querySelector<HTMLElement>('#content tbody tr')
