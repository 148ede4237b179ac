import { Button } from '@mantine/core'
import { useIsMutating } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Import } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct } from '../../lib/query.ts'
import { toast } from '../../ui/toasts.tsx'
import { saidOf, useImports } from './use-imports.ts'
import { useSaid } from './use-said.ts'

/** Starts the import as the preview shows it, or goes on with one that stopped or stands still half-way. */
export function StartButton({ it }: { it: Import }) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  const { number } = useFormat()
  const { calls, at } = useImports()
  const start = useAct(calls.start, {
    invalidates: [calls.get, calls.list],
    onError: (error) => toast.refused(error, saidOf(error, said)),
  })
  // The figures on the button belong to the columns as they were before a correction that is under way.
  const correcting = useIsMutating() > 0
  const { willImport, willSetAside, blocked } = it.preview
  const goesOn = it.status !== 'preview'
  const words =
    willImport === 0 && willSetAside > 0
      ? t('startAside', { count: willSetAside, rows: number(willSetAside) })
      : t('start', { count: willImport, rows: number(willImport) })
  return (
    <Button
      disabled={!goesOn && (blocked !== null || willImport + willSetAside === 0 || (correcting && !start.isPending))}
      loading={start.isPending}
      onClick={() => start.mutate({ ...at, importId: it.id })}
    >
      {goesOn ? t('goOn') : words}
    </Button>
  )
}
