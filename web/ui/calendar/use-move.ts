import { type RefObject, useEffect, useMemo } from 'react'
import { fitStart } from './geometry.ts'
import type { CalendarStore, Move } from './store.ts'
import type { CalendarProps } from './types.ts'

export type Mover = {
  begin: (eventId: string, by: Move['by']) => boolean
  to: (columnId: string, minute: number) => void
  drop: () => Promise<void>
  cancel: () => void
  /** Takes the sentence of an earlier refusal off the screen. */
  clear: () => void
}

/** A refused drop leaves its sentence where it happened for as long as it takes to read it. */
const refusalStaysMs = 6000

/** One way to move an event, used by the pointer and by the keyboard. */
export function useMove(store: CalendarStore, latest: RefObject<CalendarProps>): Mover {
  const mover = useMemo(() => createMover(store, latest), [store, latest])
  useEffect(() => mover.clear, [mover])
  return mover
}

/** Apart from React, so that its decisions can be tested without a browser. */
export function createMover(store: CalendarStore, latest: RefObject<CalendarProps>): Mover {
  let lingering: ReturnType<typeof setTimeout> | undefined

  const origin = (move: Move) => latest.current.events.find((event) => event.id === move.eventId)
  const words = (place: { columnId: string; minute: number }) => ({
    time: latest.current.labels.time(place.minute),
    column: latest.current.columns.find((column) => column.id === place.columnId)?.title ?? '',
  })

  const clear = () => {
    clearTimeout(lingering)
    if (store.get().move?.stage === 'refused') store.set({ move: null })
  }

  const refuse = (move: Move, refusal: string) => {
    store.set({ move: { ...move, stage: 'refused', refusal }, said: refusal })
    clearTimeout(lingering)
    lingering = setTimeout(clear, refusalStaysMs)
  }

  return {
    begin(eventId, by) {
      clear()
      const event = latest.current.events.find((one) => one.id === eventId)
      if (!event || store.get().move) return false
      const { id, columnId, startsAt, minutes, title } = event
      const move: Move = { eventId: id, columnId, minute: startsAt, minutes, title, by, stage: 'moving', refusal: null }
      store.set({ move, hover: null, said: latest.current.labels.moveStarted({ title }) })
      return true
    },

    to(columnId, wished) {
      const { move } = store.get()
      if (move?.stage !== 'moving') return
      const { canDrop, labels, range, snapMinutes } = latest.current
      const from = origin(move)
      // An event may begin between two steps (10:05): its own place stays within reach.
      const isOrigin = (minute: number) => columnId === from?.columnId && minute === from.startsAt
      const minute = isOrigin(wished) ? wished : fitStart(wished, move.minutes, range, snapMinutes)
      if (minute === move.minute && columnId === move.columnId) return
      const refusal = isOrigin(minute) ? null : (canDrop?.(move.eventId, columnId, minute) ?? null)
      const place = words({ columnId, minute })
      const said = refusal ? labels.refusedAt({ ...place, refusal }) : labels.movedTo(place)
      store.set({ move: { ...move, columnId, minute, refusal }, said })
    },

    async drop() {
      const { move } = store.get()
      if (move?.stage !== 'moving') return
      const { labels, onMove } = latest.current
      const from = origin(move)
      if (!from || (from.columnId === move.columnId && from.startsAt === move.minute)) {
        store.set({ move: null, said: labels.moveCancelled })
        return
      }
      if (move.refusal) {
        // By keys the search for a better place goes on; a pointer has let go.
        if (move.by === 'pointer') refuse(move, move.refusal)
        else store.set({ said: move.refusal })
        return
      }
      store.set({ move: { ...move, stage: 'saving' }, said: labels.saving })
      const refusal = await onMove(move.eventId, move.columnId, move.minute).catch(() => labels.moveFailed)
      if (refusal) return refuse(move, refusal)
      const { columnId, minute, eventId, title } = move
      const { cursor } = store.get()
      const follow = cursor.eventId === eventId
      store.set({
        move: null,
        said: labels.moveSaved({ title, ...words(move) }),
        cursor: follow ? { columnId, minute, eventId, focus: cursor.focus + 1 } : cursor,
      })
    },

    cancel() {
      if (store.get().move?.stage !== 'moving') return
      store.set({ move: null, said: latest.current.labels.moveCancelled })
    },

    clear,
  }
}
