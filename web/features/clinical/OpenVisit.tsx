import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
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
import { Gaps } from './Gaps.tsx'
import { type Gap, gapsOf, isTold } from './gaps.ts'
import { NoteEditor } from './NoteEditor.tsx'
import { PrescriptionPanel } from './PrescriptionPanel.tsx'
import { Reason } from './Reason.tsx'
import { SaveState } from './SaveState.tsx'
import { ServicesDone } from './ServicesDone.tsx'
import { TellTyped, type Typed } from './typed.ts'
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

  const [typed, setTyped] = useState<Typed>({})
  const tellTyped = useCallback((label: string, text: string) => setTyped((all) => ({ ...all, [label]: text })), [])
  const gaps = gapsOf(draft, typed)
  const [told, setTold] = useState<readonly Gap[]>([])
  const stillMissing = gaps.filter((gap) => isTold(told, gap))
  const isHeld = useHeldKey()

  // Held from the key to the answer, and after a yes until the finished visit is here: a second Ctrl+Enter finishes nothing.
  const finishing = useRef(false)
  async function finishNow(warningsReason?: string) {
    // A key held down is one press: it must not answer the question it asked.
    if (finishing.current || isHeld()) return
    finishing.current = true
    finishing.current = await finished(warningsReason)
  }
  async function finished(warningsReason?: string): Promise<boolean> {
    if (!warningsReason && !gaps.every((gap) => isTold(told, gap))) {
      setTold(gaps)
      return false
    }
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
    <TellTyped value={tellTyped}>
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
            <Gaps gaps={stillMissing} />
            <SaveState state={state} onRetry={() => void flush()} />
            <Button
              onClick={() => void finishNow()}
              loading={finish.isPending || finish.isSuccess}
              rightSection={<Keys keys="mod+Enter" />}
            >
              {t(stillMissing.length > 0 ? 'warning.finish' : 'finish.do')}
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
    </TellTyped>
  )
}

/** Whether the last key down is one that repeats itself. */
function useHeldKey(): () => boolean {
  const held = useRef(false)
  useEffect(() => {
    const note = (event: Event) => {
      held.current = event instanceof KeyboardEvent && event.repeat
    }
    const kinds = ['keydown', 'keyup', 'pointerdown']
    for (const kind of kinds) document.addEventListener(kind, note, true)
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, note, true)
    }
  }, [])
  return () => held.current
}
