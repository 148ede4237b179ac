import { type RefObject, useEffect } from 'react'
import { isDialogOpen } from '#web/ui/dialogs.ts'

/** A number typed anywhere on the page goes into the field: a phone number needs no click first. Not behind a dialog. */
export function useTypedNumbers(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (!/^[0-9+\u0660-\u0669\u06f0-\u06f9]$/.test(event.key) || isElsewhere(event.target)) return
      // Focused before the character arrives, so the browser itself writes it there.
      field.current?.focus()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [field])
}

function isElsewhere(target: EventTarget | null): boolean {
  if (isDialogOpen()) return true
  return target instanceof HTMLElement && target.closest('input, textarea, select, [role="dialog"]') !== null
}
