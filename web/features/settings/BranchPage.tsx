import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { editClinic, snapIntervals } from '#contract/clinics.ts'
import { fieldErrors } from '../../lib/refusal-words.ts'
import { refreshSession } from '../../lib/session.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { type BranchValues, inputOf, valuesOf } from './branch-values.ts'
import { LetterheadPreview } from './LetterheadPreview.tsx'
import classes from './SettingsPage.module.css'
import { useClinicForm } from './use-clinic-form.ts'
import { VersionedForm } from './VersionedForm.tsx'

/** The branch's own data, its calendar's interval, and what stands on its paper, with the paper beside it. */
export function BranchPage() {
  const { t } = useTranslation('settings')
  return (
    <Allowed needs="clinic.update">
      <Page title={t('branch.title')}>
        <BranchForm />
      </Page>
    </Allowed>
  )
}

function BranchForm() {
  const { t } = useTranslation('settings')
  const form = useClinicForm({
    valuesOf,
    endpoint: editClinic,
    inputOf: (values, changes) => inputOf(changes, values),
    // The branch's name stands in the session too (switcher, title).
    onSaved: () => void refreshSession(),
  })
  const { clinic, values, answer } = form
  if (!clinic || !values) return <Refusal error={answer.error} onRetry={() => void answer.refetch()} />

  const errors = fieldErrors(form.error)
  const labelOf = (name: keyof BranchValues) => t(`branch.${name === 'snapMinutes' ? 'snap' : name}`)
  const saidOf = (name: keyof BranchValues, from: BranchValues) =>
    name === 'snapMinutes' ? t('minutes', { count: from.snapMinutes }) : from[name]
  const text = (name: Exclude<keyof BranchValues, 'snapMinutes'>, maxLength: number) => ({
    label: t(`branch.${name}`),
    value: values[name],
    maxLength,
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) => form.set({ [name]: event.currentTarget.value }),
  })

  return (
    <div className={classes.beside}>
      <VersionedForm
        form={form}
        faulty={values.name.trim() === ''}
        differences={(theirs, clashes) =>
          clashes.map((name) => ({
            label: labelOf(name),
            mine: saidOf(name, values),
            theirs: saidOf(name, valuesOf(theirs)),
          }))
        }
      >
        <TextInput
          {...text('name', 200)}
          required
          error={errors.name ?? (values.name.trim() ? null : t('branch.nameMissing'))}
        />
        <TextInput {...text('address', 500)} dir="auto" />
        <div className={classes.pair}>
          <TextInput {...text('phone', 40)} dir="ltr" type="tel" />
          <TextInput {...text('email', 254)} dir="ltr" type="email" />
        </div>
        <Select
          label={t('branch.snap')}
          description={t('branch.snapHint')}
          allowDeselect={false}
          w="16rem"
          value={String(values.snapMinutes)}
          data={snapIntervals.map((minutes) => ({ value: String(minutes), label: t('minutes', { count: minutes }) }))}
          onChange={(minutes) => form.set({ snapMinutes: Number(minutes) as BranchValues['snapMinutes'] })}
        />
        <fieldset className={classes.group}>
          <legend>{t('branch.letterhead')}</legend>
          <TextInput {...text('tagline', 200)} dir="auto" />
          <TextInput {...text('taxNumber', 60)} dir="ltr" />
          <TextInput {...text('footer', 300)} dir="auto" />
        </fieldset>
      </VersionedForm>
      <div className={classes.preview}>
        <LetterheadPreview values={values} clinic={clinic} />
      </div>
    </div>
  )
}
