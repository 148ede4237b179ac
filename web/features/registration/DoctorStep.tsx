import { Button, Checkbox, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addFirstDoctor } from '#contract/registration.ts'
import { paths } from '../../lib/paths.ts'
import { useAct } from '../../lib/query.ts'
import { fieldErrors } from '../../lib/refusal-words.ts'
import { refreshSession, useSession } from '../../lib/session.ts'
import { useClinic } from '../../shared/place.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './FirstSteps.module.css'
import { Step } from './Step.tsx'

/** Who sees patients: somebody, or the person who fills this in. */
export function DoctorStep({ done, hours }: { done: boolean; hours: boolean }) {
  const { t } = useTranslation('registration')
  const { id: clinicId } = useClinic()
  const { user } = useSession()
  const [fullName, setFullName] = useState('')
  const [specialty, setSpecialty] = useState('')
  const [isMe, setIsMe] = useState(false)
  // One's own role here may be new, and the screens of a doctor with it.
  const add = useAct(addFirstDoctor, { onSuccess: () => void refreshSession() })
  const errors = fieldErrors(add.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({ clinicId, fullName, specialty, isMe })
  }

  if (done)
    return (
      <Step title={t('steps.doctor.title')} done>
        <p className={classes.words}>
          {t('steps.doctor.done')}{' '}
          <Link {...paths.settingsDoctors(clinicId)} className={classes.link}>
            {t('steps.doctor.change')}
          </Link>
        </p>
      </Step>
    )
  return (
    <Step title={t('steps.doctor.title')} done={false}>
      <p className={classes.words}>{hours ? t('steps.doctor.body') : t('steps.doctor.needsHours')}</p>
      {hours && (
        <form noValidate onSubmit={submit} className={classes.form}>
          <div className={classes.row}>
            <TextInput
              label={t('steps.doctor.name')}
              required
              dir="auto"
              maxLength={200}
              value={fullName}
              error={errors.fullName}
              onChange={(event) => setFullName(event.currentTarget.value)}
            />
            <TextInput
              label={t('steps.doctor.specialty')}
              dir="auto"
              maxLength={100}
              value={specialty}
              error={errors.specialty}
              onChange={(event) => setSpecialty(event.currentTarget.value)}
            />
            <Button type="submit" loading={add.isPending} disabled={!fullName.trim()}>
              {t('steps.doctor.add')}
            </Button>
          </div>
          <Checkbox
            label={t('steps.doctor.isMe')}
            checked={isMe}
            onChange={(event) => {
              setIsMe(event.currentTarget.checked)
              if (event.currentTarget.checked && !fullName) setFullName(user.fullName)
            }}
          />
          <Refusal error={Object.keys(errors).length > 0 ? null : add.error} />
        </form>
      )}
    </Step>
  )
}
