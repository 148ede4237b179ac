import { Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldKind, type PatientField } from '#contract/fields.ts'
import { ApiError } from '../../lib/api-error.ts'
import { fieldErrors } from '../../lib/refusal-words.ts'
import { BothSides } from '../../shared/BothSides.tsx'
import { UnsavedChanges } from '../../shared/UnsavedChanges.tsx'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { toast } from '../../ui/toasts.tsx'
import { ChoicesEditor } from './ChoicesEditor.tsx'
import { choicesOf, type FieldValues, keptOver, newChoice, valuesOf } from './field-values.ts'
import classes from './SettingsPage.module.css'
import { useSaveField } from './use-field-acts.ts'
import { useFieldWords } from './use-field-words.ts'
import { useKeptForm } from './use-kept-form.ts'
import { useVersionedSave } from './use-versioned-save.ts'

interface FieldDrawerProps {
  /** null: of every branch. */
  clinicId: string | null
  /** null: a new one. */
  field: PatientField | null
  onClose: () => void
}

/** One field: what it is called, what it holds, whether it must be answered. */
export function FieldDrawer({ clinicId, field, onClose }: FieldDrawerProps) {
  const { t } = useTranslation('settings')
  const [asked, setAsked] = useState(false)
  const form = useKeptForm({ version: field?.version ?? 0, values: valuesOf(field) })
  const values = form.values!
  const acts = useSaveField(clinicId, {
    onSuccess: () => {
      form.reset()
      toast.done(t('saved'))
      onClose()
    },
    onError: (error) => {
      saving.goOn(error)
    },
  })
  const saving = useVersionedSave<PatientField, FieldValues>({
    form,
    valuesOf,
    error: acts.error,
    forget: acts.forget,
    send: (version, now) =>
      field ? acts.edit(field.id, version, { ...now, choices: keptOver(now.choices, saving.theirs) }) : acts.add(now),
  })
  const errors = fieldErrors(acts.error)
  const noChoice = values.kind === 'choice' && !choicesOf(values).some(({ retired }) => !retired)
  const inUse = acts.error instanceof ApiError && acts.error.code === 'field_in_use'
  const { theirs } = saving
  const words = useFieldWords()

  return (
    <>
      <FormDrawer
        opened
        onClose={onClose}
        dirty={form.dirty}
        title={field ? field.label : t('fields.add')}
        busy={acts.busy}
        disabled={field !== null && !form.dirty}
        error={saving.error}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (values.label.trim() && !noChoice) saving.save()
        }}
      >
        <TextInput
          label={t('fields.label')}
          description={t('fields.labelHint')}
          required
          data-autofocus
          maxLength={60}
          dir="auto"
          value={values.label}
          error={asked && !values.label.trim() ? t('fields.labelMissing') : errors.label}
          onChange={(event) => form.set({ label: event.currentTarget.value })}
        />
        <Select
          label={t('fields.kind')}
          allowDeselect={false}
          data={FieldKind.options.map((kind) => ({ value: kind, label: t(`fields.kinds.${kind}`) }))}
          value={values.kind}
          comboboxProps={{ zIndex: 400 }}
          onChange={(kind) =>
            form.set({
              kind: kind as FieldKind,
              choices: kind === 'choice' && values.choices.length === 0 ? [newChoice(), newChoice()] : values.choices,
            })
          }
        />
        {values.kind === 'choice' && (
          <ChoicesEditor
            choices={values.choices}
            error={asked && noChoice ? t('fields.choicesMissing') : errors.choices}
            onChange={(choices) => form.set({ choices })}
          />
        )}
        <Switch
          label={t('fields.requiredLong')}
          description={t('fields.requiredHint')}
          checked={values.required}
          onChange={(event) => form.set({ required: event.currentTarget.checked })}
        />
        {field && (
          <Switch
            label={t('fields.retire')}
            description={t('fields.retireHint')}
            checked={values.retired}
            onChange={(event) => form.set({ retired: event.currentTarget.checked })}
          />
        )}
        {inUse && <p className={classes.hint}>{t('fields.inUseHint')}</p>}
      </FormDrawer>
      <UnsavedChanges when={form.dirty} />
      <BothSides
        differences={
          theirs &&
          saving.clashes.map((name) => ({
            label: words.label(name),
            mine: words.value(name, values),
            theirs: words.value(name, valuesOf(theirs)),
          }))
        }
        busy={acts.busy}
        onKeepMine={saving.keepMine}
        onTakeTheirs={saving.takeTheirs}
      />
    </>
  )
}
