import { Skeleton } from '@mantine/core'
import classes from './Totals.module.css'

/** Four grey tiles of the totals' height, so that nothing jumps when they arrive. */
export function TotalsSkeleton() {
  return (
    <div className={classes.totals}>
      {['booked', 'revenue', 'branches', 'noShow'].map((tile) => (
        <Skeleton key={tile} height={62} radius="lg" />
      ))}
    </div>
  )
}
