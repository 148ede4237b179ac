import classes from './NavCount.module.css'

/** A figure beside a link of the bar, drawn by CSS so that the link is called as before; nothing at zero. */
export function NavCount({ count, corner = false }: { count: number | undefined; corner?: boolean }) {
  if (!count) return null
  return (
    <span className={corner ? classes.corner : classes.count} data-count={count > 99 ? '99+' : count} aria-hidden />
  )
}
