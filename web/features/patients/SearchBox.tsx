import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from '#web/ui/KeyHints.tsx'
import { useKeys } from '#web/ui/keys.ts'
import classes from './PatientsPage.module.css'

const waitMs = 150

/** The box that finds patients. `/` goes there, ↓ into the rows, Enter opens the first. */
export function SearchBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('patients')
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
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

  const intoRows = (event: KeyboardEvent<HTMLInputElement>) => {
    const row = document.querySelector<HTMLElement>('#content tbody tr')
    if (event.key === 'Escape') setText('')
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      row?.focus()
    }
    if (event.key === 'Enter' && text.trim() === told.current) row?.click()
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
