import { type DragEvent, useState } from 'react'

/**
 * A place to drop a file on: `<div {...useFileDrop(take)}>`, marked `data-over` while one hovers. A second way to what a
 * button does. Several files dropped at once: the first is taken.
 */
export function useFileDrop(take: (file: File) => void) {
  const [over, setOver] = useState(false)
  return {
    'data-over': over || undefined,
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer.files[0]
      if (file) take(file)
    },
  }
}

/** A file dropped beside such a place is nothing: by itself the browser would leave the page and show it. */
export function ignoreOtherDrops(): void {
  for (const event of ['dragover', 'drop'] as const)
    window.addEventListener(event, (dragged) => {
      if (dragged.dataTransfer?.types.includes('Files')) dragged.preventDefault()
    })
}
