import { IconArrowsExchange } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffRow } from '#contract/people.ts'
import { setPlaces } from '#contract/staff.ts'
import { paths } from '../../lib/paths.ts'
import { useAct } from '../../lib/query.ts'
import { toast } from '../../ui/toasts.tsx'
import classes from './People.module.css'
import { Act } from './PersonActs.tsx'
import { PersonFrame } from './PersonFrame.tsx'
import { PlacesEditor, type PlaceValue } from './PlacesEditor.tsx'

/** Somebody of the network: all branches and roles at once, a transfer, the invitation, the way out. */
export function StaffDrawer({ person, onClose }: { person: StaffRow; onClose: () => void }) {
  const { t } = useTranslation('people')
  const navigate = useNavigate()
  const was = person.places.map(({ branchId, roles }) => ({ branchId, roles }))
  const [places, setChosen] = useState<PlaceValue[]>(was)
  const contact = person.state === 'contact_only'
  const branches = branchesOf(person)
  const [first] = branches
  const { doctorId } = person
  const save = useAct(setPlaces, {
    onSuccess: () => {
      toast.done(t('saved'))
      onClose()
    },
  })
  return (
    <PersonFrame
      person={person}
      branch={null}
      branches={branches}
      mayChange
      mayRemove
      size="lg"
      busy={save.isPending}
      disabled={
        contact ||
        places.some(({ branchId, roles }) => branchId === '' || roles.length === 0) ||
        textOf(places) === textOf(was)
      }
      error={save.error}
      act={
        doctorId &&
        first && (
          <Act
            icon={IconArrowsExchange}
            onClick={() => void navigate(paths.transfer({ doctor: doctorId, from: first.id }))}
          >
            {t('person.transfer')}
          </Act>
        )
      }
      onSave={() => save.mutate({ personId: person.id, was, places })}
      onClose={onClose}
    >
      {contact ? <ContactPlaces person={person} /> : <PlacesEditor value={places} onChange={setChosen} />}
      {doctorId && !contact && <p className={classes.hint}>{t('person.removeHint')}</p>}
    </PersonFrame>
  )
}

const textOf = (places: PlaceValue[]) =>
  places
    .map(({ branchId, roles }) => `${branchId} ${roles.toSorted().join()}`)
    .sort()
    .join()

const branchesOf = ({ places }: StaffRow) =>
  places.flatMap(({ branchId, branchName }) => (branchId && branchName ? [{ id: branchId, name: branchName }] : []))

function ContactPlaces({ person }: { person: StaffRow }) {
  return (
    <ul className={classes.rows}>
      {branchesOf(person).map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  )
}
