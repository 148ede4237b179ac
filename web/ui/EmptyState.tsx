import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'

export interface EmptyStateProps {
  icon?: ReactNode
  title: string
  /** What to do next, in one sentence. */
  children?: ReactNode
  action?: ReactNode
  /** It is all there is on the page, so its title is the page's. */
  alone?: boolean
}

/** An empty page says what to do next, and offers it. */
export function EmptyState({ icon, title, children, action, alone = false }: EmptyStateProps) {
  const Heading = alone ? 'h1' : 'h2'
  return (
    <div className={classes.empty}>
      {icon && (
        <div className={classes.icon} aria-hidden>
          {icon}
        </div>
      )}
      <Heading className={classes.title}>{title}</Heading>
      {children && <p className={classes.words}>{children}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
