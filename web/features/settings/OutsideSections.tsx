import { SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Branding, editBranding } from '#contract/branding.ts'
import { useAct } from '../../lib/query.ts'
import { useCan, useClinic } from '../../shared/place.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import { DomainsSection } from './DomainsSection.tsx'
import classes from './Outside.module.css'
import { SenderSection } from './SenderSection.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import { useBranding } from './use-branding-acts.ts'
import { useKeptForm } from './use-kept-form.ts'
import { useVersionedSave } from './use-versioned-save.ts'

/** What a branch's admin sets beside logo and colour: names, letterhead, addresses, sender. */
export function OutsideSections() {
  const { id: clinicId } = useClinic()
  const may = useCan('branding.update')
  const answer = useBranding(may ? clinicId : null)
  if (!may) return null
  const branding = answer.data as Branding | undefined
  if (!branding) return <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
  return (
    <>
      <NamesForm clinicId={clinicId} branding={branding} />
      <DomainsSection clinicId={clinicId} branding={branding} />
      <SenderSection clinicId={clinicId} branding={branding} />
    </>
  )
}

interface Names {
  senderName: string
  letterheadFrom: 'own' | 'group'
}
const namesOf = ({ senderName, letterheadFrom }: Branding): Names => ({ senderName: senderName ?? '', letterheadFrom })

function NamesForm({ clinicId, branding }: { clinicId: string; branding: Branding }) {
  const { t } = useTranslation('settings')
  const { version, organizationName } = branding
  const form = useKeptForm({ version, values: namesOf(branding) })
  const values = form.values!
  const save = useAct(editBranding, {
    onError: (error) => {
      saving.goOn(error)
    },
    onSuccess: (saved) => {
      saving.settle(saved)
      toast.done(t('saved'))
    },
  })
  const saving = useVersionedSave<Branding, Names>({
    form,
    valuesOf: namesOf,
    error: save.error,
    forget: save.reset,
    send: (version, { senderName, letterheadFrom }) =>
      save.mutate({ clinicId, version, senderName: senderName.trim() || null, letterheadFrom }),
  })
  const words = (name: keyof Names, from: Names) => {
    if (name === 'senderName') return from.senderName
    return from.letterheadFrom === 'own' ? t('outside.letterheadOwn') : group
  }
  const group = t('outside.letterheadGroup', { name: organizationName })
  const { theirs } = saving
  return (
    <section className={classes.section} aria-label={t('outside.names')}>
      <h2 className={classes.title}>{t('outside.names')}</h2>
      <SettingsForm
        dirty={form.dirty}
        busy={save.isPending}
        error={saving.error}
        onSave={saving.save}
        onDiscard={form.reset}
        meanwhile={{
          differences:
            theirs &&
            saving.clashes.map((name) => ({
              label: t(name === 'senderName' ? 'outside.senderName' : 'outside.letterhead'),
              mine: words(name, values),
              theirs: words(name, namesOf(theirs)),
            })),
          onKeepMine: saving.keepMine,
          onTakeTheirs: saving.takeTheirs,
        }}
      >
        <TextInput
          label={t('outside.senderName')}
          description={t('outside.senderNameHint')}
          maxLength={80}
          dir="auto"
          value={values.senderName}
          onChange={(event) => form.set({ senderName: event.currentTarget.value })}
        />
        <div>
          <p className={classes.hint}>{t('outside.letterheadHint')}</p>
          <SegmentedControl
            aria-label={t('outside.letterhead')}
            value={values.letterheadFrom}
            onChange={(from) => form.set({ letterheadFrom: from as 'own' })}
            data={[
              { value: 'own', label: t('outside.letterheadOwn') },
              { value: 'group', label: group },
            ]}
          />
        </div>
      </SettingsForm>
    </section>
  )
}
