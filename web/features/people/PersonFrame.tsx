import { type ReactNode, useState } from 'react'
import type { PersonRow, StaffRow } from '#contract/people.ts'
import { PhotoField } from '../../shared/PhotoField.tsx'
import { FormDrawer, type FormDrawerProps } from '../../ui/FormDrawer.tsx'
import { FirstPassword } from './FirstPassword.tsx'
import { PersonActs, type Step } from './PersonActs.tsx'
import { hasPhoto, PersonFacts } from './PersonFacts.tsx'
import { RemoveDrawer } from './RemoveDrawer.tsx'
import { SecondStepDrawer } from './SecondStepDrawer.tsx'

interface PersonFrameProps extends Pick<FormDrawerProps, 'size' | 'busy' | 'disabled' | 'error'> {
  person: PersonRow | StaffRow
  /** The branch that looks; null: head office. */
  branch: { clinicId: string; name: string } | null
  /** Where head office may take somebody out. */
  branches?: { id: string; name: string }[]
  mayChange: boolean
  mayRemove: boolean
  /** One more act, of one of the two alone. */
  act?: ReactNode
  onSave: () => void
  onClose: () => void
  /** What of the person can be changed here. */
  children: ReactNode
}

/** Around somebody's drawer, a branch's and head office's: photo, facts, form and acts; what an act asks takes its place. */
export function PersonFrame({
  person,
  branch,
  branches = [],
  mayChange,
  mayRemove,
  act,
  onSave,
  onClose,
  children,
  ...form
}: PersonFrameProps) {
  const [step, setStep] = useState<Step>('look')
  const back = () => setStep('look')
  const clinicId = branch?.clinicId ?? null
  const { fullName: name } = person

  if (step === 'password')
    return <FirstPassword personId={person.id} name={name} clinicId={clinicId} onClose={onClose} />
  if (step === 'secondStep') return <SecondStepDrawer person={person} clinicId={clinicId} onClose={back} />
  if (step === 'remove')
    return <RemoveDrawer person={person} branch={branch} branches={branches} onClose={back} onRemoved={onClose} />
  return (
    <FormDrawer
      {...form}
      opened
      onClose={onClose}
      title={name}
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
    >
      {hasPhoto(person) && mayChange && (
        <PhotoField name={name} photo={person.photo} of={{ personId: person.id, clinicId }} />
      )}
      <PersonFacts person={person} />
      {children}
      {mayChange && (
        <PersonActs person={person} clinicId={clinicId} mayRemove={mayRemove} onStep={setStep} onClose={onClose}>
          {act}
        </PersonActs>
      )}
    </FormDrawer>
  )
}
