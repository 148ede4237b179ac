import classes from './Initials.module.css'

export interface InitialsProps {
  name: string
  size?: number
}

/** A person as a round with two letters. Decoration: the name stands beside it, or in the label of what holds it. */
export function Initials({ name, size = 32 }: InitialsProps) {
  // Drawn by CSS from an attribute, so that the letters are not part of what a button is called.
  return (
    <span
      className={classes.round}
      data-letters={lettersOf(name)}
      style={{ inlineSize: size, blockSize: size, fontSize: size * 0.375 }}
      aria-hidden
    />
  )
}

/** `Dr Ayesha Malik` → `AM`: titles are not what people are told apart by. */
export function lettersOf(name: string): string {
  const words = name.replace(/^((dr|prof|mr|mrs|ms|miss)\.?\s+)+/i, '').split(/\s+/)
  const [first, last] = [words[0] ?? '', words.length > 1 ? (words.at(-1) ?? '') : '']
  return ([...first].slice(0, 1).join('') + [...last].slice(0, 1).join('')).toUpperCase()
}
