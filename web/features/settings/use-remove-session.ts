import { useTranslation } from 'react-i18next'
import { addSession, type DoctorSession, removeSession } from '#contract/schedule.ts'
import { useAct } from '../../lib/query.ts'
import { useClinic } from '../../shared/place.ts'
import { toast } from '../../ui/toasts.tsx'
import { valuesOf } from './session-values.ts'

/** Removes a session at once and offers to put it back. */
export function useRemoveSession(onRemoved: () => void) {
  const { t } = useTranslation('settings')
  const { id: clinicId } = useClinic()
  const putBack = useAct(addSession, {
    onSuccess: () => toast.done(t('doctors.putBack')),
    onError: (error) => toast.refused(error),
  })
  const remove = useAct(removeSession, { onSuccess: onRemoved })
  return {
    busy: remove.isPending,
    error: remove.error,
    run: (session: DoctorSession) =>
      remove.mutate(
        { clinicId, sessionId: session.id },
        {
          onSuccess: () =>
            toast.done(t('doctors.removed'), {
              undo: () => putBack.mutate({ clinicId, doctorId: session.doctorId, ...valuesOf(session) }),
            }),
        },
      ),
  }
}
