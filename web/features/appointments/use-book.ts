import { useTranslation } from 'react-i18next'
import { bookAppointment, registerWalkIn, type Visit } from '#contract/appointments.ts'
import { isSilence } from '#web/lib/api-error.ts'
import { useAct } from '#web/lib/query.ts'
import { tellToken } from './token-news.ts'
import { useKnownAlready } from './use-known-already.ts'
import type { VisitActs } from './use-visit-acts.ts'
import { useWhen } from './use-when.ts'

/**
 * Booking and walk-ins, said aloud when they are true, with the way back. `askAgain` is there while nobody knows whether
 * the last one was made: the very same request makes it once, whatever is proposed by now.
 */
export function useBook(acts: VisitActs, onDone: (visit: Visit) => void) {
  const { t } = useTranslation('appointments')
  const tellKnown = useKnownAlready()
  const when = useWhen()

  const book = useAct(bookAppointment, {
    onSuccess: (visit, { newPatient }) => {
      if (newPatient) void tellKnown(visit.patientId)
      const { patientName: name, doctorName, startsAt } = visit
      acts.offerUndo(visit, t('said.booked', { name, when: when(startsAt), doctor: doctorName ?? '' }))
      onDone(visit)
    },
  })
  const walkIn = useAct(registerWalkIn, {
    onSuccess: (visit, { newPatient }) => {
      if (newPatient) void tellKnown(visit.patientId)
      tellToken({ visit, what: 'given' })
      acts.offerUndo(visit, t('said.arrived', { name: visit.patientName, token: visit.token ?? '' }))
      onDone(visit)
    },
  })
  const unknown = [book, walkIn].some(({ error }) => isSilence(error))
  const askAgain = () => {
    if (isSilence(book.error)) book.mutate(book.variables!)
    else walkIn.mutate(walkIn.variables!)
  }
  return { book, walkIn, when, askAgain: unknown ? askAgain : null }
}
