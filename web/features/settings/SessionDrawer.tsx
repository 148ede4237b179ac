import { Button, Select } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  addSession,
  type ClinicDoctor,
  type DoctorSession,
  editSession,
  type SavedSession,
} from '#contract/schedule.ts'
import { savedMeanwhile } from '../../lib/api-error.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct } from '../../lib/query.ts'
import { BothSides } from '../../shared/BothSides.tsx'
import { useClinic } from '../../shared/place.ts'
import { UnsavedChanges } from '../../shared/UnsavedChanges.tsx'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { TimeField } from '../../ui/TimeField.tsx'
import { toast } from '../../ui/toasts.tsx'
import { SavedElsewhere } from './SavedElsewhere.tsx'
import { SessionRefusal } from './SessionRefusal.tsx'
import classes from './SettingsPage.module.css'
import { newSession, type SessionValues, valuesOf } from './session-values.ts'
import { useKeptForm } from './use-kept-form.ts'
import { useRemoveSession } from './use-remove-session.ts'
import { useSessionWords } from './use-session-words.ts'
import { weekdayName, weekdays } from './week.ts'

interface SessionDrawerProps {
  doctor: ClinicDoctor
  /** null: a new one, on `weekday`. */
  session: DoctorSession | null
  weekday: number
  onClose: () => void
}

/** One weekly session of a doctor: weekday, times, from when until when it holds. */
export function SessionDrawer({ doctor, session, weekday, onClose }: SessionDrawerProps) {
  const { t } = useTranslation('settings')
  const { locale } = useFormat()
  const { id: clinicId } = useClinic()
  const words = useSessionWords()
  const [saved, setSaved] = useState<SavedSession | null>(null)
  const form = useKeptForm<SessionValues>({
    version: session?.version ?? 0,
    values: session ? valuesOf(session) : newSession(weekday),
  })
  const values = form.values!
  const done = (answer: SavedSession) => {
    form.reset()
    toast.done(t('saved'))
    // Working at two branches at once is allowed; whoever planned it must have seen it.
    if (answer.warnings.length > 0) setSaved(answer)
    else onClose()
  }
  const add = useAct(addSession, { onSuccess: done })
  const edit = useAct(editSession, {
    onSuccess: done,
    onError: (error) => {
      // Saved meanwhile, and nothing of it was touched here: by oneself, for one, when the answer was lost.
      const now = savedMeanwhile<DoctorSession>(error)
      if (now && form.clashes(valuesOf(now)).length === 0) saveWith(now.version)
    },
  })
  const remove = useRemoveSession(onClose)
  const changed = savedMeanwhile<DoctorSession>(edit.error)
  const theirs = changed && form.clashes(valuesOf(changed)).length > 0 ? changed : null
  const backwards = values.endsMinute <= values.startsMinute
  const saveWith = (version: number) =>
    session
      ? edit.mutate({ clinicId, sessionId: session.id, version, ...form.changes() })
      : add.mutate({ clinicId, doctorId: doctor.id, ...values })
  if (saved) return <SavedElsewhere doctor={doctor} saved={saved} onClose={onClose} />

  const day = (name: 'validFrom' | 'validTo') => ({
    label: t(`doctors.${name}`),
    value: values[name],
    valueFormat: 'D MMM YYYY',
    clearable: true,
    popoverProps: { zIndex: 400 },
    onChange: (chosen: string | null) => form.set({ [name]: chosen?.slice(0, 10) ?? null }),
  })
  const time = (name: 'startsMinute' | 'endsMinute') => ({
    label: t(`doctors.${name}`),
    size: 'sm' as const,
    w: '7rem',
    minute: values[name],
    onMinute: (minute: number) => form.set({ [name]: minute }),
  })
  return (
    <>
      <FormDrawer
        opened
        onClose={onClose}
        dirty={form.dirty}
        title={doctor.fullName}
        busy={add.isPending || edit.isPending}
        disabled={backwards || (session !== null && !form.dirty)}
        onSubmit={(event) => {
          event.preventDefault()
          saveWith(form.version ?? 0)
        }}
        extra={
          session && (
            <Button
              variant="default"
              loading={remove.busy}
              leftSection={<IconTrash size={16} stroke={1.7} aria-hidden />}
              onClick={() => remove.run(session)}
            >
              {t('doctors.remove')}
            </Button>
          )
        }
      >
        <Select
          label={t('doctors.weekday')}
          allowDeselect={false}
          value={String(values.weekday)}
          data={weekdays.map((one) => ({ value: String(one), label: weekdayName(one, locale) }))}
          onChange={(one) => form.set({ weekday: Number(one) })}
          comboboxProps={{ zIndex: 400 }}
        />
        <div className={classes.pair}>
          <TimeField {...time('startsMinute')} data-autofocus />
          <TimeField {...time('endsMinute')} error={backwards ? t('doctors.backwards') : undefined} />
        </div>
        <div className={classes.pair}>
          <DateInput {...day('validFrom')} />
          <DateInput {...day('validTo')} />
        </div>
        <p className={classes.hint}>{t('doctors.validHint')}</p>
        {session && <p className={classes.hint}>{t('doctors.stayHint')}</p>}
        <SessionRefusal error={changed ? null : (add.error ?? edit.error ?? remove.error)} />
      </FormDrawer>
      <UnsavedChanges when={form.dirty} />
      <BothSides
        differences={theirs && [{ label: doctor.fullName, mine: words(values), theirs: words(theirs) }]}
        busy={edit.isPending}
        onKeepMine={() => theirs && saveWith(theirs.version)}
        onTakeTheirs={() => {
          form.reset()
          edit.reset()
        }}
      />
    </>
  )
}
