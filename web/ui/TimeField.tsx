import { TextInput, type TextInputProps } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { clockText, parseClock } from '../lib/clock.ts'

export interface TimeFieldProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** Minutes since midnight; 1440 is the end of the day; null: not said yet. */
  minute: number | null
  onMinute: (minute: number) => void
  /** What ↑ and ↓ add or take, in minutes. */
  step?: number
}

/** Where the arrows begin when nothing is said yet. */
const morning = 9 * 60

/** A time of the day, typed any way people write it (9, 930, 9:30, 9pm); ↑ ↓ move it. What cannot be read goes back. */
export function TimeField({ minute, onMinute, step = 15, ...rest }: TimeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  // Told with every key, so that Ctrl+Enter right after the last one saves what stands here.
  const type = (text: string) => {
    setTyped(text)
    const read = parseClock(text)
    if (read !== null && read !== minute) onMinute(read)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (!direction) return
    event.preventDefault()
    setTyped(null)
    onMinute(minute === null ? morning : Math.min(Math.max(minute + direction * step, 0), 1440))
  }

  return (
    <TextInput
      size="xs"
      w="4.75rem"
      dir="ltr"
      inputMode="numeric"
      autoComplete="off"
      className="figures"
      {...rest}
      value={typed ?? (minute === null ? '' : clockText(minute))}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => setTyped(null)}
      onKeyDown={onKeyDown}
    />
  )
}
