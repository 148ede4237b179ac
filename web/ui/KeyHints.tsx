import { Fragment } from 'react'
import classes from './KeyHints.module.css'

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

const names: Record<string, string> = {
  mod: isApple ? '⌘' : 'Ctrl',
  shift: 'Shift',
  alt: isApple ? '⌥' : 'Alt',
  Enter: 'Enter',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** Keys as keycaps, for eyes only; whoever lists keys says them in words too: `<Keys keys="mod+k" />`, `<Keys keys="g d" />`. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.keys} dir="ltr" aria-hidden>
      {keys.split(' ').map((chord, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice
        <Fragment key={place}>
          {chord.split('+').map((key) => (
            <kbd key={key} className={classes.key}>
              {names[key] ?? (key.length === 1 ? key.toUpperCase() : key)}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  )
}

export interface KeyHintsProps {
  /** `[['Enter', 'book'], ['Escape', 'close']]` */
  hints: readonly (readonly [keys: string, label: string])[]
}

/** A quiet line that teaches the keys of the place it stands in. Hidden where there is no keyboard. */
export function KeyHints({ hints }: KeyHintsProps) {
  return (
    <div className={classes.hints}>
      {hints.map(([keys, label]) => (
        <span key={keys} className={classes.hint}>
          <Keys keys={keys} /> {label}
        </span>
      ))}
    </div>
  )
}
