import { createContext, useContext, useEffect, useRef } from 'react'
import { isDialogOpen } from './dialogs.ts'

export interface KeyAction {
  /**
   * `mod+k`, `?`, `m`, or two keys one after the other: `g d`. `mod` is Ctrl, on a Mac ⌘.
   * Plain keys rest while the person types in a field, and behind an open dialog.
   */
  keys: string
  label: string
  /** Left out: the widget that has the focus answers the key by itself, and here it is only listed. */
  run?: () => void
}

export interface KeyGroup {
  title: string
  actions: readonly KeyAction[]
}

export interface KeyRegistry {
  add(group: { current: KeyGroup }): () => void
  groups(): KeyGroup[]
}

export const KeysContext = createContext<KeyRegistry | null>(null)

/** Keys of a screen, alive while it is shown, and listed under `?`: `useKeys(t('title'), [{ keys: 'n', label, run }])`. */
export function useKeys(title: string, actions: readonly KeyAction[]): void {
  const registry = useContext(KeysContext)
  const group = useRef<KeyGroup>({ title, actions })
  group.current = { title, actions }
  useEffect(() => registry?.add(group), [registry])
}

export function createKeyRegistry(): KeyRegistry {
  const known = new Set<{ current: KeyGroup }>()
  return {
    add(group) {
      known.add(group)
      return () => known.delete(group)
    },
    groups: () => [...known].map(({ current }) => current),
  }
}

const sequenceMs = 1200

/** One listener for all keys. Later groups win, so a drawer's Escape comes before the page's. */
export function listenToKeys(registry: KeyRegistry): () => void {
  let before = ''
  let beforeAt = 0

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const pressed = nameOf(event)
    const inDialog = isDialogOpen() || isInDialog(event.target)
    const mayType = isTyping(event.target) || inDialog
    const sequence = event.timeStamp - beforeAt < sequenceMs ? `${before} ${pressed}` : ''
    before = pressed
    beforeAt = event.timeStamp

    const actions = registry
      .groups()
      .reverse()
      .flatMap((group) => group.actions)
      .filter(({ run }) => run)
    const wanted = (keys: string) =>
      (!mayType || keys.includes('mod+')) &&
      // Saves what lies on top, and nothing below it.
      !(inDialog && keys === 'mod+Enter') &&
      (keys === sequence || keys === pressed)
    const action =
      actions.find(({ keys }) => keys === sequence && wanted(keys)) ?? actions.find(({ keys }) => wanted(keys))
    if (!action) return
    event.preventDefault()
    before = ''
    action.run?.()
  }

  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  // Shift is already in the character (`?`), except with named keys.
  const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : ''
  return `${mod}${event.altKey ? 'alt+' : ''}${shift}${key}`
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** A dialog that closes with this very key, and what is no modal: a list of a field. */
function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"]') !== null
}
