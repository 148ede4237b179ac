import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHints, Keys } from '../ui/KeyHints.tsx'
import classes from './CommandBox.module.css'
import type { Command, CommandRegistry } from './commands.ts'
import { type FoundGroup, useFound } from './use-found.ts'

interface CommandBoxProps {
  registry: CommandRegistry
  /** Changes with what the registry holds. */
  version: number
  opened: boolean
  initialQuery: string
  onClose: () => void
}

/** Ctrl+K: finds patients, invoices and screens, and does what the screens offer, without the mouse. */
export function CommandBox({ registry, version, opened, initialQuery, onClose }: CommandBoxProps) {
  const { t } = useTranslation('shell')
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={640}
      yOffset="12vh"
      // Letters typed right after Ctrl+K must reach the field, which a fade would focus only at its end.
      transitionProps={{ duration: 0 }}
      centered={false}
      classNames={{ content: classes.content ?? '' }}
    >
      <Modal.Overlay backgroundOpacity={0.28} />
      <Modal.Content aria-label={t('command.open')}>
        <Box registry={registry} version={version} initialQuery={initialQuery} onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  )
}

function Box({ registry, version, initialQuery, onClose }: Omit<CommandBoxProps, 'opened'>) {
  const { t } = useTranslation('shell')
  const [query, setQuery] = useState(initialQuery)
  const [active, setActive] = useState(0)
  const { groups, searching, stale } = useFound(registry, version, query)
  const flat = groups.flatMap(({ commands }) => commands)
  const listId = useId()
  const current = Math.min(active, flat.length - 1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new query begins at its best hit
  useEffect(() => setActive(0), [query])

  const [waiting, wait] = useState(false)
  useEffect(() => {
    if (!waiting || searching) return
    wait(false)
    run(flat[current])
  })

  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step) {
      event.preventDefault()
      setActive((current + step + flat.length) % Math.max(flat.length, 1))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      // What was found for a part of a name may be somebody else: Enter takes the first of what is typed.
      if (current < stale) wait(true)
      else run(flat[current])
    }
  }

  return (
    <>
      <div className={classes.field}>
        <IconSearch size={18} stroke={1.7} aria-hidden />
        <input
          data-autofocus
          className={classes.input}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            wait(false)
          }}
          onKeyDown={onKeyDown}
          placeholder={t('command.placeholder')}
          aria-label={t('command.open')}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={flat[current] ? `${listId}-${current}` : undefined}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <div id={listId} role="listbox" aria-label={t('command.open')} className={classes.list}>
        <Groups groups={groups} listId={listId} current={current} onPoint={setActive} onRun={run} />
        {flat.length === 0 && (
          <p className={classes.nothing}>{searching ? t('command.searching') : t('command.nothing', { query })}</p>
        )}
      </div>
      <div className={classes.footer}>
        <KeyHints
          hints={[
            ['ArrowDown', t('command.choose')],
            ['Enter', t('command.run')],
            ['Escape', t('command.close')],
          ]}
        />
      </div>
    </>
  )
}

interface GroupsProps {
  groups: FoundGroup[]
  listId: string
  current: number
  onPoint: (index: number) => void
  onRun: (command: Command) => void
}

function Groups({ groups, listId, current, onPoint, onRun }: GroupsProps) {
  let index = -1
  return groups.map(({ id, group, commands }) => (
    // biome-ignore lint/a11y/useSemanticElements: a listbox group is no fieldset
    <div key={id} role="group" aria-label={group}>
      <div className={classes.group} aria-hidden>
        {group}
      </div>
      {commands.map((command) => {
        index += 1
        const at = index
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={command.id}
            id={`${listId}-${at}`}
            role="option"
            aria-selected={at === current}
            className={classes.option}
            ref={(node) => void (at === current && node?.scrollIntoView({ block: 'nearest' }))}
            onMouseMove={() => at !== current && onPoint(at)}
            onClick={() => onRun(command)}
          >
            <span className={classes.icon}>{command.icon}</span>
            <span className={classes.label}>{command.label}</span>
            {command.detail && <span className={classes.detail}>{command.detail}</span>}
            {command.keys && <Keys keys={command.keys} />}
          </div>
        )
      })}
    </div>
  ))
}
