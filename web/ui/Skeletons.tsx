import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './Skeletons.module.css'

const widths = ['62%', '48%', '71%', '55%', '66%', '44%', '58%', '69%']

/** Grey lines where rows will be: same height as the rows, so nothing jumps when they arrive. */
export function RowsSkeleton({ rows = 8, rowHeight = 40 }: { rows?: number; rowHeight?: number }) {
  return (
    <Waiting>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no other identity
        <div key={row} className={classes.row} style={{ blockSize: rowHeight }}>
          <Skeleton height={10} width={24} radius="xl" />
          <Skeleton height={10} width={widths[row % widths.length]} radius="xl" />
          <Skeleton height={10} width={72} radius="xl" className={classes.end} />
        </div>
      ))}
    </Waiting>
  )
}

export function PageSkeleton() {
  return (
    <Waiting>
      <Skeleton height={36} radius="md" />
      <RowsSkeleton />
    </Waiting>
  )
}

function Waiting({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation('ui')
  return (
    <div className={classes.stack}>
      <span className="visually-hidden">{t('loading')}</span>
      {children}
    </div>
  )
}
