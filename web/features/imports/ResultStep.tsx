import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Import } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import { StatRow, StatTile } from '../../ui/StatTile.tsx'
import classes from './imports.module.css'
import { KeptRows } from './KeptRows.tsx'
import { SetAside } from './SetAside.tsx'
import { Undone } from './Undone.tsx'
import { useSaid } from './use-said.ts'

type Tab = 'duplicates' | 'refused' | 'gaps'

/** What came of it: every row of the file is in one of three places. */
export function ResultStep({ it }: { it: Import }) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  const { number } = useFormat()
  const navigate = useNavigate()
  const { tab } = useSearch({ strict: false }) as { tab?: Tab }
  const first: Tab = it.rowsUndecided > 0 ? 'duplicates' : it.rowsRefused > 0 ? 'refused' : 'gaps'
  const open = (next: string | null) => void navigate({ to: '.', search: { tab: next as Tab }, replace: true })

  return (
    <div className={classes.stack}>
      {it.status === 'failed' && (
        <p className={classes.blocked} role="status">
          {said(it.failure ?? '')}
        </p>
      )}
      {it.status === 'undone' && it.undo && <Undone undo={it.undo} />}
      <StatRow>
        <StatTile label={t('tiles.rows')} value={number(it.rowsTotal)} />
        <StatTile label={t('tiles.imported')} value={number(it.rowsImported)} />
        <StatTile label={t('tiles.setAside')} value={number(it.rowsSetAside)} />
        <StatTile label={t('tiles.refused')} value={number(it.rowsRefused)} />
        {it.rowsDone < it.rowsTotal && (
          <StatTile label={t('tiles.notReached')} value={number(it.rowsTotal - it.rowsDone)} />
        )}
        {it.newClinics > 0 && <StatTile label={t('tiles.newClinics')} value={number(it.newClinics)} />}
      </StatRow>
      {it.status === 'done' && <p className={classes.quiet}>{t('sum', sums(it, number))}</p>}
      <Tabs value={tab ?? first} onChange={open} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="duplicates">{t('tabs.duplicates', { rows: number(it.rowsUndecided) })}</Tabs.Tab>
          <Tabs.Tab value="refused">{t('tabs.refused', { rows: number(it.rowsRefused) })}</Tabs.Tab>
          <Tabs.Tab value="gaps">{t('tabs.gaps')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="duplicates" pt="md">
          <SetAside it={it} />
        </Tabs.Panel>
        <Tabs.Panel value="refused" pt="md">
          <KeptRows it={it} outcome="refused" />
        </Tabs.Panel>
        <Tabs.Panel value="gaps" pt="md">
          <KeptRows it={it} outcome="imported" />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

function sums(it: Import, number: (value: number) => string) {
  return {
    all: number(it.rowsTotal),
    imported: number(it.rowsImported),
    setAside: number(it.rowsSetAside),
    refused: number(it.rowsRefused),
  }
}
