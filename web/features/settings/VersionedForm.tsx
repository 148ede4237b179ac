import type { ReactNode } from 'react'
import type { Difference } from '../../shared/BothSides.tsx'
import { SettingsForm } from './SettingsForm.tsx'

interface VersionedFormProps<Current, Name> {
  /** Of useVersionedForm. */
  form: {
    dirty: boolean
    busy: boolean
    error: unknown
    save: () => void
    reset: () => void
    theirs: Current | null
    clashes: Name[]
    keepMine: () => void
    takeTheirs: () => void
  }
  faulty?: boolean
  /** What was typed here beside what somebody else saved meanwhile: of those names that both touched. */
  differences: (theirs: Current, clashes: Name[]) => readonly Difference[]
  children: ReactNode
}

/** The frame of such a form: its fields, Save and Discard, and both sides when somebody else saved first. */
export function VersionedForm<Current, Name>({
  form,
  faulty = false,
  differences,
  children,
}: VersionedFormProps<Current, Name>) {
  const { theirs } = form
  return (
    <SettingsForm
      dirty={form.dirty}
      busy={form.busy}
      error={form.error}
      faulty={faulty}
      onSave={form.save}
      onDiscard={form.reset}
      meanwhile={{
        differences: theirs && differences(theirs, form.clashes),
        onKeepMine: form.keepMine,
        onTakeTheirs: form.takeTheirs,
      }}
    >
      {children}
    </SettingsForm>
  )
}
