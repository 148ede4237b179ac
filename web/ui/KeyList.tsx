import { Modal } from '@mantine/core'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from './KeyHints.tsx'
import classes from './KeyList.module.css'
import { type KeyGroup, KeysContext } from './keys.ts'

type Line = readonly [keys: string, label: string]

/** What `?` shows: the keys that work right now, the screen's own first. */
export function KeyList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('ui')
  const registry = useContext(KeysContext)
  const here = opened ? working(registry?.groups().reverse() ?? []) : []
  const tables: Line[] = [
    ['ArrowDown', t('keys.rows')],
    ['Enter', t('keys.openRow')],
    ['Home', t('keys.ends')],
  ]
  const forms: Line[] = [
    ['mod+Enter', t('keys.save')],
    ['Escape', t('keys.close')],
  ]

  return (
    <Modal opened={opened} onClose={onClose} title={t('keys.title')} size="lg">
      <div className={classes.columns}>
        {here.map(([title, lines]) => (
          <Group key={title} title={title} lines={lines} />
        ))}
        <Group title={t('keys.inTables')} lines={tables} />
        <Group title={t('keys.inForms')} lines={forms} />
      </div>
    </Modal>
  )
}

/** Each title once, although several parts of a screen add keys under it; of two with the same key, the one that wins. */
function working(groups: readonly KeyGroup[]): [title: string, lines: Line[]][] {
  const taken = new Set<string>()
  const byTitle = new Map<string, Line[]>()
  for (const { title, actions } of groups)
    for (const { keys, label } of actions) {
      if (taken.has(keys)) continue
      taken.add(keys)
      byTitle.set(title, [...(byTitle.get(title) ?? []), [keys, label]])
    }
  return [...byTitle]
}

function Group({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <section className={classes.group}>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.list}>
        {lines.map(([keys, label]) => (
          <div key={keys} className={classes.line}>
            <dt>{label}</dt>
            <dd>
              <span className="visually-hidden">{keys}</span>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
