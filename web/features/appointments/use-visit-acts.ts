import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import {
  arriveAppointment,
  callNext,
  cancelAppointment,
  completeAppointment,
  confirmAppointment,
  markNoShow,
  roomAppointment,
  undoAppointment,
  type Visit,
} from '#contract/appointments.ts'
import { useAct } from '#web/lib/query.ts'
import { useClinic } from '#web/shared/place.ts'
import { toast } from '#web/ui/toasts.tsx'
import { hideToken, tellToken } from './token-news.ts'

/** Everything a desk does to an appointment. Each says what it did, and offers to take it back. */
export function useVisitActs() {
  const { t } = useTranslation('appointments')
  const { id: clinicId } = useClinic()
  const at = ({ id }: Visit) => ({ clinicId, appointmentId: id })
  const refused = { onError: (error: unknown) => toast.refused(error) }

  const undo = useAct(undoAppointment, {
    ...refused,
    onSuccess: (visit) => {
      hideToken(visit.id)
      toast.done(t('said.undone', { name: visit.patientName, status: t(`status.${visit.status}`) }))
    },
  })
  // An older message must not take back what came after it.
  const takeBack = (visit: Visit) => undo.mutate({ ...at(visit), version: visit.version })
  const offerUndo = (visit: Visit, words: string) => toast.done(words, { undo: () => takeBack(visit) })
  const saying = (tell: (visit: Visit) => void) => ({ ...refused, onSuccess: tell })

  const confirm = useAct(
    confirmAppointment,
    saying((visit) => offerUndo(visit, t('said.confirmed', { name: visit.patientName }))),
  )
  const arrive = useAct(
    arriveAppointment,
    saying((visit) => {
      tellToken({ visit, what: 'given' })
      offerUndo(visit, t('said.arrived', { name: visit.patientName, token: visit.token ?? '' }))
    }),
  )
  const room = useAct(
    roomAppointment,
    saying((visit) => {
      tellToken({ visit, what: 'called' })
      offerUndo(visit, t('said.inRoom', { name: visit.patientName }))
    }),
  )
  const complete = useAct(
    completeAppointment,
    saying((visit) => offerUndo(visit, t('said.done', { name: visit.patientName }))),
  )
  const noShow = useAct(
    markNoShow,
    saying((visit) => offerUndo(visit, t('said.noShow', { name: visit.patientName }))),
  )
  const cancel = useAct(cancelAppointment, {
    ...refused,
    onSuccess: (visit) => offerUndo(visit, t('said.cancelled', { name: visit.patientName })),
  })
  const calling = useRef(false)
  const call = useAct(callNext, {
    ...refused,
    onSuccess: (visit) => {
      tellToken({ visit, what: 'called' })
      offerUndo(visit, t('said.called', { name: visit.patientName, token: visit.token ?? '' }))
    },
  })

  return {
    busy: [confirm, arrive, room, complete, noShow, cancel, call, undo].some(({ isPending }) => isPending),
    confirm: (visit: Visit) => confirm.mutate(at(visit)),
    arrive: (visit: Visit) => arrive.mutate(at(visit)),
    room: (visit: Visit) => room.mutate(at(visit)),
    complete: (visit: Visit) => complete.mutate(at(visit)),
    noShow: (visit: Visit) => noShow.mutate(at(visit)),
    cancel: (visit: Visit, reason: string) => cancel.mutate({ ...at(visit), reason }),
    undo: takeBack,
    offerUndo,
    callNext: (doctorId?: string) => {
      // A key pressed twice calls one.
      if (calling.current) return
      calling.current = true
      call.mutate(
        { clinicId, ...(doctorId ? { doctorId } : {}) },
        {
          onSettled: () => {
            calling.current = false
          },
        },
      )
    },
  }
}
export type VisitActs = ReturnType<typeof useVisitActs>
