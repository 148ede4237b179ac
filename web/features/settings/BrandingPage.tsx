import { ColorInput } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type Clinic, editClinic } from '#contract/clinics.ts'
import { brandColor } from '../../lib/brand.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { valuesOf } from './branch-values.ts'
import { ColorHint } from './ColorHint.tsx'
import { isColor, swatches } from './colors.ts'
import { LetterheadPreview } from './LetterheadPreview.tsx'
import { LogoField } from './LogoField.tsx'
import { OutsideSections } from './OutsideSections.tsx'
import classes from './SettingsPage.module.css'
import { useClinicForm } from './use-clinic-form.ts'
import { VersionedForm } from './VersionedForm.tsx'

/** Logo and colour. The whole screen wears the colour while it is chosen; papers already issued keep theirs. */
export function BrandingPage() {
  const { t } = useTranslation('settings')
  return (
    <Allowed needs="clinic.update">
      <Page title={t('branding.title')}>
        <BrandingForm />
        <OutsideSections />
      </Page>
    </Allowed>
  )
}

function BrandingForm() {
  const { t } = useTranslation('settings')
  const form = useClinicForm({
    valuesOf: ({ color }: Clinic) => ({ color }),
    endpoint: editClinic,
    inputOf: (values) => values,
  })
  const { clinic, answer } = form
  const color = form.values?.color ?? null
  useWorn(color, clinic?.color ?? null)
  if (!clinic || color === null) return <Refusal error={answer.error} onRetry={() => void answer.refetch()} />

  return (
    <div className={classes.beside}>
      <div className={classes.form}>
        <LogoField clinic={clinic} onChanged={({ version }) => form.rebase(version)} />
        <VersionedForm
          form={form}
          faulty={!isColor(color)}
          differences={(theirs) => [{ label: t('branding.color'), mine: color, theirs: theirs.color }]}
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
        </VersionedForm>
      </div>
      <div className={classes.preview}>
        <LetterheadPreview values={valuesOf(clinic)} clinic={clinic} color={isColor(color) ? color : clinic.color} />
      </div>
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
