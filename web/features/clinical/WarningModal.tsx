import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrescriptionWarning } from '#contract/prescribing.ts'
import { FormModal } from '../../ui/FormModal.tsx'
import { WarningText } from './LineEditor.tsx'

interface WarningModalProps {
  warnings: readonly PrescriptionWarning[]
  busy: boolean
  error: unknown
  onClose: () => void
  onFinish: (reason: string) => void
}

/** Against an allergy a doctor may prescribe, but says why; what she says stays with the visit. */
export function WarningModal({ warnings, busy, error, onClose, onFinish }: WarningModalProps) {
  const { t } = useTranslation('clinical')
  const [reason, setReason] = useState('')
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('warning.title')}
      submitLabel={t('warning.finish')}
      busy={busy}
      disabled={reason.trim().length < 3}
      error={error}
      onSubmit={(event) => {
        event.preventDefault()
        onFinish(reason.trim())
      }}
    >
      {warnings.map((warning) => (
        <div key={`${warning.line} ${warning.because}`}>
          <strong>{warning.medicine}</strong>
          <WarningText warning={warning} />
        </div>
      ))}
      <Textarea
        label={t('warning.reason')}
        description={t('warning.reasonHint')}
        data-autofocus
        required
        minRows={2}
        autosize
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  )
}
