import { IconCalendarEvent, IconCalendarPlus, IconSpeakerphone, IconTicket } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type bookAppointment, listDay, proposeSlots, type Slot, type Visit } from '#contract/appointments.ts'
import type { Call } from '#contract/endpoint.ts'
import { type PatientRow, searchPatients } from '#contract/patients.ts'
import { callApi } from '#web/lib/api.ts'
import { isSilence } from '#web/lib/api-error.ts'
import { listed, useFormat } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { readCaller } from '#web/shared/caller.ts'
import { type Command, useCommandSearch, useCommands } from '#web/shared/commands.ts'
import { useCan, useClinic } from '#web/shared/place.ts'
import { toast } from '#web/ui/toasts.tsx'
import { isToken, visitsMeant } from './find-model.ts'
import { minutesBetween } from './time.ts'
import { useBook } from './use-book.ts'
import { useVisitActs } from './use-visit-acts.ts'

const proposals = 3
const bookable = 3

/** Ctrl+K on every screen of a branch: a number or a name, Enter, booked. Shows nothing itself. */
export function DeskCommands() {
  const { t } = useTranslation('appointments')
  const { id: clinicId, status } = useClinic()
  const navigate = useNavigate()
  const mayBook = useCan('appointments.create') && status === 'active'
  const mayCall = useCan('queue.update')
  const mayRead = useCan('appointments.read')
  const { time, today } = useFormat()
  const acts = useVisitActs()
  const { book, when } = useBook(acts, () => {})

  const bookNow = (input: Call<typeof bookAppointment>) =>
    book.mutate(input, {
      onError: (error) =>
        isSilence(error)
          ? toast.hint(t('book.unknown'), { label: t('book.again'), act: () => bookNow(input) })
          : toast.refused(error),
    })

  const commandFor = ({ id, fullName, phone }: PatientRow, slot: Slot): Command => ({
    id: `book-${id}-${slot.startsAt}-${slot.doctorId}`,
    label: t('command.book', { name: fullName, when: when(slot.startsAt), doctor: slot.doctorName }),
    detail: phone ?? '',
    icon: <IconCalendarPlus size={18} stroke={1.6} />,
    run: () => {
      const minutes = minutesBetween(slot.startsAt, slot.endsAt)
      const { doctorId, startsAt } = slot
      bookNow({ clinicId, patientId: id, doctorId, startsAt, minutes })
    },
  })

  const commandTo = ({ id, patientName, startsAt, timed, token, doctorName, status }: Visit): Command => ({
    id: `visit-${id}`,
    label: patientName,
    detail: listed([
      token !== null && t('command.token', { token }),
      timed ? time(startsAt) : t('queue.untimed'),
      doctorName ?? t('queue.anyDoctor'),
      t(`status.${status}`),
    ]),
    icon: <IconCalendarEvent size={18} stroke={1.6} />,
    run: () => void navigate(paths.day(clinicId, { visit: id })),
  })

  useCommandSearch({
    id: 'book',
    group: t('command.group'),
    search: async (text, signal) => {
      if (!mayBook || isToken(text)) return []
      const q = readCaller(text).query
      const [{ patients }, { slots }] = await Promise.all([
        callApi(searchPatients, { clinicId, q, limit: bookable }, { signal }),
        callApi(proposeSlots, { clinicId, limit: proposals }, { signal }),
      ])
      // The likeliest person with all times, the others with the first.
      return patients.flatMap((patient, index) =>
        slots.slice(0, index === 0 ? proposals : 1).map((slot) => commandFor(patient, slot)),
      )
    },
  })
  useCommandSearch({
    id: 'visits',
    group: t('command.visits'),
    least: 1,
    search: async (text, signal) => {
      if (!mayRead || (text.length < 2 && !isToken(text))) return []
      const { visits } = await callApi(listDay, { clinicId, day: today() }, { signal })
      return visitsMeant(visits, text).map(commandTo)
    },
  })
  useCommands({
    id: 'desk',
    group: t('keys.title'),
    commands: [
      ...(mayCall
        ? [
            {
              id: 'call-next',
              label: t('command.callNext'),
              keys: 'n',
              icon: <IconSpeakerphone size={18} stroke={1.6} />,
              run: () => acts.callNext(),
            },
          ]
        : []),
      ...(mayBook
        ? [
            {
              id: 'walk-in',
              label: t('command.walkIn'),
              keys: 'w',
              icon: <IconTicket size={18} stroke={1.6} />,
              run: () => void navigate(paths.day(clinicId, { walkIn: true })),
            },
          ]
        : []),
    ],
  })
  return null
}
