import type { ReactNode } from 'react'
import type { Clinic } from '#contract/clinics.ts'
import { BothSides, type Difference } from '../../shared/BothSides.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import type { useClinicForm } from './use-clinic-form.ts'

interface ClinicFormProps {
  form: ReturnType<typeof useClinicForm>
  faulty: boolean
  /** What stands here beside what somebody else saved meanwhile. */
  differences: (theirs: Clinic) => readonly Difference[]
  children: ReactNode
}

/** The frame of such a page: its fields, Save and Discard, and both sides when somebody else saved first. */
export function ClinicForm({ form, faulty, differences, children }: ClinicFormProps) {
  const { theirs } = form
  return (
    <>
      <SettingsForm
        dirty={form.dirty}
        busy={form.busy}
        error={theirs ? null : form.error}
        faulty={faulty}
        onSave={form.save}
        onDiscard={form.reset}
      >
        {children}
      </SettingsForm>
      <BothSides
        differences={theirs && differences(theirs)}
        busy={form.busy}
        onKeepMine={() => theirs && form.keepMine(theirs)}
        onTakeTheirs={form.takeTheirs}
      />
    </>
  )
}
