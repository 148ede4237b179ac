import { DateText } from '../DateText.tsx'
import { Money } from '../Money.tsx'
import { StatusBadge, type StatusBadgeProps } from '../StatusBadge.tsx'
import type { Column } from '../table-model.ts'

export interface SampleVisit {
  id: string
  startsAt: string
  patient: string
  doctor: string
  service: string
  state: keyof typeof states
  dueMinor: number
}

/** How a feature keeps its states: one table of word, shape and tone. */
const states = {
  booked: { tone: 'plain', shape: 'ring', children: 'Booked' },
  confirmed: { tone: 'info', shape: 'dot', children: 'Confirmed' },
  arrived: { tone: 'warn', shape: 'half', children: 'Arrived' },
  inRoom: { tone: 'busy', shape: 'clock', children: 'In room' },
  done: { tone: 'good', shape: 'check', children: 'Done' },
  noShow: { tone: 'bad', shape: 'cross', children: 'No-show' },
  cancelled: { tone: 'plain', shape: 'bar', children: 'Cancelled' },
} satisfies Record<string, StatusBadgeProps>

const names = [
  'Sana Iqbal',
  'Muhammad Usman',
  'زینب فاطمہ',
  'Hamza Sheikh',
  'Rabia Noor',
  'Imran Siddiqui',
  'Nimra Javed',
]

export const visits: SampleVisit[] = Object.keys(states).map((state, place) => ({
  id: `visit-${place}`,
  startsAt: `2026-11-21T0${4 + Math.floor(place / 2)}:${place % 2 ? '30' : '00'}:00Z`,
  patient: names[place]!,
  doctor: place % 2 ? 'Dr Bilal Ahmed' : 'Dr Ayesha Malik',
  service: place % 3 ? 'Scaling and polishing' : 'Root canal, second visit',
  state: state as keyof typeof states,
  dueMinor: (place % 3) * 275_000,
}))

export const columns: Column<SampleVisit>[] = [
  {
    id: 'time',
    header: 'Time',
    cell: ({ startsAt }) => <DateText value={startsAt} style="time" />,
    sortBy: ({ startsAt }) => startsAt,
    width: '4.5rem',
  },
  {
    id: 'patient',
    header: 'Patient',
    cell: ({ patient }) => <bdi style={{ fontWeight: 550 }}>{patient}</bdi>,
    sortBy: ({ patient }) => patient,
  },
  { id: 'doctor', header: 'Doctor', cell: ({ doctor }) => doctor, sortBy: ({ doctor }) => doctor, wide: true },
  { id: 'service', header: 'Service', cell: ({ service }) => service, wide: true },
  { id: 'state', header: 'State', cell: ({ state }) => <StatusBadge {...states[state]} /> },
  {
    id: 'due',
    header: 'Due',
    cell: ({ dueMinor }) => <Money minor={dueMinor} dashZero />,
    sortBy: ({ dueMinor }) => dueMinor,
    align: 'end',
  },
]
