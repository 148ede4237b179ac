import { Button, Group, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../shared/place.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './imports.module.css'
import { isUnderWay, useImports } from './use-imports.ts'

/**
 * Takes the whole import back, or stops one that runs and takes back what it made. It asks first: an undone import cannot
 * be put back but by importing the file again.
 */
export function UndoButton({ it }: { it: Import }) {
  const { t } = useTranslation('imports')
  const { number } = useFormat()
  const { calls, at, atHq } = useImports()
  const [asking, setAsking] = useState(false)
  const may = useCan(atHq ? 'network.update' : 'imports.delete')
  const undo = useAct(calls.undo, { invalidates: [calls.get, calls.list], onSuccess: () => setAsking(false) })
  if (!may) return <span className={classes.quiet}>{t('undo.askAdmin')}</span>
  const runs = isUnderWay(it)
  const words = runs ? t('undo.stopWords') : t('undo.words', { count: it.rowsImported, rows: number(it.rowsImported) })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t(runs ? 'undo.stop' : 'undo.button')}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t(runs ? 'undo.stopTitle' : 'undo.title')}>
        <Text size="sm" mb="md">
          {words}
        </Text>
        <Refusal error={undo.error} />
        <Group justify="end" mt="md">
          <Button variant="subtle" color="gray" onClick={() => setAsking(false)}>
            {t(runs ? 'undo.letRun' : 'undo.keep')}
          </Button>
          <Button color="red" loading={undo.isPending} onClick={() => undo.mutate({ ...at, importId: it.id })}>
            {t(runs ? 'undo.stop' : 'undo.button')}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
