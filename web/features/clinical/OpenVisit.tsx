import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Encounter, finishVisit, type VisitSheet } from '#contract/encounters.ts'
import { mustBeExplained, type PrescriptionLine, runningMedicines, warningsFor } from '#contract/prescribing.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct } from '../../lib/query.ts'
import { BothSides } from '../../shared/BothSides.tsx'
import { UnsavedChanges } from '../../shared/UnsavedChanges.tsx'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'
import { toast } from '../../ui/toasts.tsx'
import { DiagnosisPicker } from './DiagnosisPicker.tsx'
import { draftOf } from './draft.ts'
import { draftWords } from './draft-words.ts'
import { FollowUp } from './FollowUp.tsx'
import { NoteEditor } from './NoteEditor.tsx'
import { PrescriptionPanel } from './PrescriptionPanel.tsx'
import { Reason } from './Reason.tsx'
import { SaveState } from './SaveState.tsx'
import { ServicesDone } from './ServicesDone.tsx'
import { useDraft } from './use-draft.ts'
import { VisitFrame } from './VisitFrame.tsx'
import { VitalsLine } from './VitalsLine.tsx'
import { WarningModal } from './WarningModal.tsx'

/** The visit while it is being written; saved by itself, finished by Ctrl+Enter. */
export function OpenVisit({
  clinicId,
  sheet,
  encounter,
}: {
  clinicId: string
  sheet: VisitSheet
  encounter: Encounter
}) {
  const { t } = useTranslation('clinical')
  const today = useFormat().today()
  const { state, change, flush, resolve, version } = useDraft(clinicId, encounter)
  const { draft } = state
  const [explaining, setExplaining] = useState(false)
  const finish = useAct(finishVisit, {
    onSuccess: () => setExplaining(false),
    onError: (error) => (error.code === 'allergy_warning' ? setExplaining(true) : toast.refused(error)),
  })

  const allergies = sheet.patient.alerts.filter(({ kind }) => kind === 'allergy')
  const warnings = warningsFor(draft.prescription, allergies, runningMedicines(sheet.history), today)
  const addLine = (line: PrescriptionLine) => change({ prescription: [...draft.prescription, line] })

  // Held from the key to the answer, and after a yes until the finished visit is here: a second Ctrl+Enter finishes nothing.
  const finishing = useRef(false)
  async function finishNow(warningsReason?: string) {
    if (finishing.current) return
    finishing.current = true
    finishing.current = await finished(warningsReason)
  }
  async function finished(warningsReason?: string): Promise<boolean> {
    if (!(await flush())) return false
    if (warnings.some(mustBeExplained) && !warningsReason) {
      setExplaining(true)
      return false
    }
    const asked = { clinicId, encounterId: encounter.id, version: version(), warningsReason }
    return finish.mutateAsync(asked).then(
      () => true,
      () => false,
    )
  }
  useKeys(t('visit'), [{ keys: 'mod+Enter', label: t('finish.do'), run: () => void finishNow() }])

  return (
    <>
      <UnsavedChanges when={state.status !== 'saved'} save={flush} body={t('save.leaving')} />
      <VisitFrame
        sheet={sheet}
        onRepeat={addLine}
        middle={
          <>
            <Reason sheet={sheet} />
            <VitalsLine clinicId={clinicId} sheet={sheet} />
            <NoteEditor value={draft.note} onChange={(note) => change({ note })} />
            <DiagnosisPicker
              clinicId={clinicId}
              bornOn={sheet.patient.bornOn}
              value={draft.diagnoses}
              onChange={(diagnoses) => change({ diagnoses })}
            />
            <ServicesDone sheet={sheet} value={draft.services} onChange={(services) => change({ services })} />
          </>
        }
        side={
          <>
            <PrescriptionPanel
              clinicId={clinicId}
              presets={sheet.presets}
              lines={draft.prescription}
              warnings={warnings}
              hasAllergies={allergies.length > 0}
              onChange={(prescription) => change({ prescription })}
              onPreset={({ lines, advice }) =>
                change({
                  prescription: [...draft.prescription, ...lines],
                  advice: [draft.advice, advice].filter((text) => text.trim()).join('\n'),
                })
              }
            />
            <FollowUp draft={draft} today={today} onChange={change} />
          </>
        }
        footer={
          <>
            <SaveState state={state} onRetry={() => void flush()} />
            <Button
              onClick={() => void finishNow()}
              loading={finish.isPending || finish.isSuccess}
              rightSection={<Keys keys="mod+Enter" />}
            >
              {t('finish.do')}
            </Button>
          </>
        }
      />
      <BothSides
        differences={
          state.conflict &&
          state.conflict.fields.map((field) => ({
            label: t(`field.${field}`),
            mine: draftWords(draft, field),
            theirs: draftWords(draftOf(state.conflict!.theirs), field),
          }))
        }
        onKeepMine={() => resolve('mine')}
        onTakeTheirs={() => resolve('theirs')}
      />
      {explaining && (
        <WarningModal
          warnings={warnings.filter(mustBeExplained)}
          busy={finish.isPending}
          error={finish.error?.code === 'allergy_warning' ? null : finish.error}
          onClose={() => setExplaining(false)}
          onFinish={(reason) => void finishNow(reason)}
        />
      )}
    </>
  )
}
