// Mantine does not mark a dialog that fades out: the theme gives it this class.
const openDialogs = '[role="dialog"][aria-modal="true"]:not(.dialog-closing)'

/** The theme's class for a dialog, which stays on screen for a moment after it was closed. */
export const dialogClass = (opened: boolean) => (opened ? '' : 'dialog-closing')

/** A modal dialog is open: the keyboard is its own, wherever the focus is. */
export const isDialogOpen = () => document.querySelector(openDialogs) !== null

/**
 * A step's button goes away with the step, or is disabled meanwhile, and the browser drops the focus on the page. Out of
 * an open dialog it goes to the dialog instead, from where Tab and the screen reader go on.
 */
export function keepFocusInDialogs(): () => void {
  let last: HTMLElement | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const onFocus = ({ target }: FocusEvent) => {
    last = (target as HTMLElement).closest<HTMLElement>(openDialogs)
  }
  const giveBack = () => {
    timer = undefined
    const holder = document.activeElement
    if (holder && holder !== document.body && !holder.matches(':disabled')) return
    const dialog = last?.isConnected ? last : [...document.querySelectorAll<HTMLElement>(openDialogs)].at(-1)
    last = null
    if (dialog?.matches(openDialogs)) dialog.focus({ preventScroll: true })
  }
  // A little later: whoever takes a button away often puts the focus somewhere, and a closed dialog gives it back.
  const onChange = () => {
    if (last && timer === undefined) timer = setTimeout(giveBack, 30)
  }

  const changes = new MutationObserver(onChange)
  changes.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] })
  document.addEventListener('focusin', onFocus)
  return () => {
    changes.disconnect()
    clearTimeout(timer)
    document.removeEventListener('focusin', onFocus)
  }
}
