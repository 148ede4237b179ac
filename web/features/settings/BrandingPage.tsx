import { ColorInput } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type Clinic, editClinic, getClinic } from '#contract/clinics.ts'
import { brandColor } from '../../lib/brand.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { BothSides } from '../../shared/BothSides.tsx'
import { useClinic } from '../../shared/place.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import { valuesOf } from './branch-values.ts'
import { ColorHint } from './ColorHint.tsx'
import { isColor, swatches } from './colors.ts'
import { LetterheadPreview } from './LetterheadPreview.tsx'
import { LogoField } from './LogoField.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import classes from './SettingsPage.module.css'
import { savedMeanwhile, useKeptForm } from './use-kept-form.ts'

/** Logo and colour. The whole screen wears the colour while it is chosen; papers already issued keep theirs. */
export function BrandingPage() {
  const { t } = useTranslation('settings')
  return (
    <Allowed needs="clinic.update">
      <Page title={t('branding.title')}>
        <BrandingForm />
      </Page>
    </Allowed>
  )
}

function BrandingForm() {
  const { t } = useTranslation('settings')
  const { id: clinicId } = useClinic()
  const answer = useCall(getClinic, { clinicId }, { topics: ['clinic'] })
  const clinic = answer.data
  const form = useKeptForm(clinic && { version: clinic.version, values: { color: clinic.color } })
  const save = useAct(editClinic, {
    onSuccess: () => {
      form.reset()
      toast.done(t('saved'))
    },
  })
  const color = form.values?.color ?? null
  useWorn(color, clinic?.color ?? null)
  const theirs = savedMeanwhile<Clinic>(save.error)
  if (!clinic || color === null) return <Refusal error={answer.error} onRetry={() => void answer.refetch()} />

  const saveWith = (version: number) => save.mutate({ clinicId, version, color })
  return (
    <div className={classes.beside}>
      <div className={classes.form}>
        <LogoField clinic={clinic} onChanged={({ version }) => form.rebase(version)} />
        <SettingsForm
          dirty={form.dirty}
          busy={save.isPending}
          error={theirs ? null : save.error}
          faulty={!isColor(color)}
          onSave={() => saveWith(form.version ?? clinic.version)}
          onDiscard={form.reset}
        >
          <ColorInput
            label={t('branding.color')}
            description={t('branding.colorHint')}
            maw="20rem"
            format="hex"
            swatches={swatches}
            swatchesPerRow={8}
            closeOnColorSwatchClick
            value={color}
            error={isColor(color) ? null : t('branding.colorFault')}
            onChange={(next) => form.set({ color: next.toLowerCase() })}
            eyeDropperButtonProps={{ 'aria-label': t('branding.pick') }}
          />
          {isColor(color) && <ColorHint color={color} />}
        </SettingsForm>
      </div>
      <div className={classes.preview}>
        <LetterheadPreview values={valuesOf(clinic)} clinic={clinic} color={isColor(color) ? color : clinic.color} />
      </div>
      <BothSides
        differences={theirs && [{ label: t('branding.color'), mine: color, theirs: theirs.color }]}
        busy={save.isPending}
        onKeepMine={() => theirs && saveWith(theirs.version)}
        onTakeTheirs={() => {
          form.reset()
          save.reset()
        }}
      />
    </div>
  )
}

/** Dresses the screen in the colour being chosen, and gives back the saved one on leaving. */
function useWorn(color: string | null, saved: string | null) {
  useEffect(() => {
    if (!color || !isColor(color) || color === saved) return
    brandColor.set(color)
    return () => brandColor.set(saved)
  }, [color, saved])
}
