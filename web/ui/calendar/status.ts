import {
  IconArmchair,
  IconBan,
  IconCheck,
  IconCircle,
  IconCircleCheck,
  IconDoorEnter,
  IconUserOff,
} from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import type { CalendarLabels, StatusLook, StatusName } from './types.ts'

// Loudness follows what the desk must act on: who sits and waits, then who is in a room; what is over fades.
const looks: Record<StatusName, Omit<StatusLook, 'word'>> = {
  booked: { icon: IconCircle, color: 'gray', look: 'soft' },
  confirmed: { icon: IconCircleCheck, color: 'blue', look: 'soft' },
  arrived: { icon: IconArmchair, color: 'orange', look: 'soft' },
  in_room: { icon: IconDoorEnter, color: 'teal', look: 'solid' },
  done: { icon: IconCheck, color: 'gray', look: 'faded' },
  no_show: { icon: IconUserOff, color: 'red', look: 'struck' },
  cancelled: { icon: IconBan, color: 'gray', look: 'struck' },
}

/** How a state looks and what it is called. */
export function statusLook(status: StatusName, labels: Pick<CalendarLabels, 'status'>): StatusLook {
  return { ...looks[status], word: labels.status[status] }
}

/** The one variable from which a card or an avatar mixes its tones. */
export function toneStyle(color: string): CSSProperties {
  return { '--tone': color.startsWith('#') ? color : `var(--mantine-color-${color}-6)` } as CSSProperties
}
