import { Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import classes from './Page.module.css'
import { PageSkeleton } from './Skeletons.tsx'

export interface PageProps {
  title: string
  /** A short fact beside the title: a count, a date, "as of 10:42". */
  aside?: ReactNode
  /** The one primary action. */
  action?: ReactNode
  /** Filters; every one of them stands in the URL. */
  toolbar?: ReactNode
  loading?: boolean
  /** `full`: the content has the whole height and scrolls inside itself (calendar, inbox). `read`: a narrow column for forms and text. */
  shape?: 'wide' | 'full' | 'read'
  children: ReactNode
}

/** Every screen begins with this: title, one action, filters, content. It also names the browser tab. */
export function Page({ title, aside, action, toolbar, loading = false, shape = 'wide', children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Polyclinic`
  }, [title])

  return (
    <section className={classes.page} data-shape={shape} aria-busy={loading}>
      <header className={classes.header}>
        <div className={classes.heading}>
          <Title order={1} className={classes.title}>
            {title}
          </Title>
          {aside !== undefined && <div className={classes.aside}>{aside}</div>}
        </div>
        {action && <div className={classes.action}>{action}</div>}
        {toolbar && <div className={classes.toolbar}>{toolbar}</div>}
      </header>
      <div className={classes.content}>{loading ? <PageSkeleton /> : children}</div>
    </section>
  )
}
