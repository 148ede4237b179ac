import { Autocomplete, Checkbox, NumberInput, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addService, editService, type Service } from '#contract/services.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct } from '../../lib/query.ts'
import { fieldErrors } from '../../lib/refusal-words.ts'
import { BothSides } from '../../shared/BothSides.tsx'
import { useClinic } from '../../shared/place.ts'
import { UnsavedChanges } from '../../shared/UnsavedChanges.tsx'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './SettingsPage.module.css'
import { inputOf, newService, type ServiceValues, valuesOf } from './service-values.ts'
import { useKeptForm } from './use-kept-form.ts'
import { useServiceWords } from './use-service-words.ts'
import { useVersionedSave } from './use-versioned-save.ts'

interface ServiceDrawerProps {
  /** null: a new one. */
  service: Service | null
  categories: string[]
  onClose: () => void
}

/** One service: name, price, duration, tax; withdrawing keeps it on old invoices. */
export function ServiceDrawer({ service, categories, onClose }: ServiceDrawerProps) {
  const { t } = useTranslation('settings')
  const { id: clinicId } = useClinic()
  const { currency } = useFormat()
  const [asked, setAsked] = useState(false)
  const form = useKeptForm<ServiceValues>({
    version: service?.version ?? 0,
    values: service ? valuesOf(service, currency) : newService,
  })
  const values = form.values!
  const done = () => {
    form.reset()
    toast.done(t('saved'))
    onClose()
  }
  const add = useAct(addService, { onSuccess: done })
  const edit = useAct(editService, {
    onSuccess: done,
    onError: (error) => {
      saving.goOn(error)
    },
  })
  const saving = useVersionedSave<Service, ServiceValues>({
    form,
    valuesOf: (current) => valuesOf(current, currency),
    error: edit.error,
    forget: edit.reset,
    send: (version, now, changes) => {
      const { input } = inputOf(now, currency)
      if (!input) return
      if (!service) return add.mutate({ clinicId, ...input })
      const touched = Object.fromEntries(Object.entries(input).filter(([name]) => inputName(name) in changes))
      edit.mutate({ clinicId, serviceId: service.id, version, ...(touched as Partial<typeof input>) })
    },
  })
  const words = useServiceWords()
  const { theirs } = saving
  const { input, faults } = inputOf(values, currency)
  const errors = { ...fieldErrors(add.error ?? edit.error) }
  const error = (name: keyof ServiceValues) =>
    (asked && faults[name] ? t(`services.fault.${faults[name]}`) : undefined) ?? errors[name]

  return (
    <>
      <FormDrawer
        opened
        onClose={onClose}
        dirty={form.dirty}
        title={service ? service.name : t('services.add')}
        busy={add.isPending || edit.isPending}
        disabled={service !== null && !form.dirty}
        error={add.error ?? saving.error}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (input) saving.save()
        }}
      >
        <TextInput
          label={t('services.name')}
          required
          data-autofocus
          maxLength={200}
          dir="auto"
          value={values.name}
          error={error('name')}
          onChange={(event) => form.set({ name: event.currentTarget.value })}
        />
        <Autocomplete
          label={t('services.category')}
          maxLength={100}
          data={categories}
          value={values.category}
          onChange={(category) => form.set({ category })}
          comboboxProps={{ zIndex: 400 }}
        />
        <div className={classes.pair}>
          <MoneyInput
            label={t('services.price')}
            required
            value={values.price}
            error={error('price')}
            onChange={(price) => form.set({ price })}
          />
          <NumberInput
            label={t('services.taxPercent')}
            suffix=" %"
            dir="ltr"
            min={0}
            max={100}
            decimalScale={2}
            value={values.taxPercent}
            onChange={(tax) => form.set({ taxPercent: Number(tax) || 0 })}
          />
        </div>
        <NumberInput
          label={t('services.minutes')}
          description={t('services.minutesHint')}
          min={5}
          max={600}
          step={5}
          allowDecimal={false}
          value={values.minutes}
          error={error('minutes')}
          onChange={(minutes) => form.set({ minutes: Number(minutes) || 0 })}
        />
        <Checkbox
          label={t('services.bookableLong')}
          checked={values.bookable}
          onChange={(event) => form.set({ bookable: event.currentTarget.checked })}
        />
        {service && (
          <Switch
            label={t('services.active')}
            description={t('services.activeHint')}
            checked={values.active}
            onChange={(event) => form.set({ active: event.currentTarget.checked })}
          />
        )}
        {service && <p className={classes.hint}>{t('services.priceHint')}</p>}
      </FormDrawer>
      <UnsavedChanges when={form.dirty} />
      <BothSides
        differences={
          theirs &&
          saving.clashes.map((name) => ({
            label: t(`services.${name}`),
            mine: words(name, values),
            theirs: words(name, valuesOf(theirs, currency)),
          }))
        }
        busy={edit.isPending}
        onKeepMine={saving.keepMine}
        onTakeTheirs={saving.takeTheirs}
      />
    </>
  )
}

/** The field of the form behind a field of the API. */
function inputName(name: string): keyof ServiceValues {
  if (name === 'priceMinor') return 'price'
  return name === 'taxBasisPoints' ? 'taxPercent' : (name as keyof ServiceValues)
}
