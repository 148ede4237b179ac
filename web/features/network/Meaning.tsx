import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Meaning.module.css'

/** A word that says what it means when it is hovered or focused. */
export function Meaning({ words, children }: { words: string; children: ReactNode }) {
  return (
    <Tooltip label={words} multiline w={280} position="bottom-start">
      <button type="button" className={classes.meaning} aria-description={words}>
        {children}
      </button>
    </Tooltip>
  )
}
