import { useTranslation } from 'react-i18next'
import type { DoctorSession } from '#contract/schedule.ts'
import { ApiError } from '../../lib/api-error.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { useSessionWords } from './use-session-words.ts'

/** A refused session; of an overlap it says with which other one. */
export function SessionRefusal({ error }: { error: unknown }) {
  const { t } = useTranslation('settings')
  const words = useSessionWords()
  const overlaps = error instanceof ApiError && error.code === 'sessions_overlap'
  const other = overlaps ? (error.detail as { other?: DoctorSession } | null)?.other : undefined
  return <Refusal error={error}>{other && t('doctors.overlaps', { other: words(other) })}</Refusal>
}
