import { Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import classes from './Filters.module.css'
import { Keys } from './KeyHints.tsx'
import { useKeys } from './keys.ts'

interface FilterWordProps {
  /** As it stands in the URL. */
  value: string | undefined
  onChange: (word: string | undefined) => void
  label: string
  /** Of the page's keys; `/` goes to the field, and `keyLabel` says so. */
  keysTitle: string
  keyLabel?: string
  /** Told when the fingers rest that long: where every letter would be a question to the server. */
  restMs?: number
  /** From the field into what it found, by Enter, the arrow or Escape. */
  onLeave?: () => void
}

/** The word a list is searched for. */
export function FilterWord(props: FilterWordProps) {
  const { value = '', onChange, label, keysTitle, keyLabel = label, restMs = 0, onLeave } = props
  const field = useRef<HTMLInputElement>(null)
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [typed, setTyped] = useState(value)
  useKeys(keysTitle, [{ keys: '/', label: keyLabel, run: () => field.current?.focus() }])
  useEffect(() => () => clearTimeout(rest.current), [])
  const shown = restMs > 0 ? typed : value
  const type = (word: string) => {
    setTyped(word)
    clearTimeout(rest.current)
    if (restMs > 0) rest.current = setTimeout(() => onChange(word || undefined), restMs)
    else onChange(word || undefined)
  }
  return (
    <TextInput
      ref={field}
      size="xs"
      className={classes.word}
      value={shown}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') type('')
        if (onLeave && ['Escape', 'Enter', 'ArrowDown'].includes(event.key)) {
          event.preventDefault()
          onLeave()
        }
      }}
      placeholder={label}
      aria-label={label}
      leftSection={<IconSearch size={15} stroke={1.7} />}
      rightSection={shown ? null : <Keys keys="/" />}
    />
  )
}

interface FilterChoiceProps<Value extends string> {
  value: Value | undefined
  onChange: (value: Value | undefined) => void
  data: { value: Value; label: string }[]
  /** What is said while nothing is chosen. */
  any: string
  label: string
  searchable?: boolean
}

/** One of few, or any. */
export function FilterChoice<Value extends string>(props: FilterChoiceProps<Value>) {
  const { value, onChange, data, any, label, searchable = false } = props
  return (
    <Select
      size="xs"
      className={classes.choice}
      data={data}
      value={value ?? null}
      onChange={(chosen) => onChange((chosen as Value | null) ?? undefined)}
      placeholder={any}
      aria-label={label}
      searchable={searchable}
      clearable
    />
  )
}
