import { Button, FileButton, Group } from '@mantine/core'
import { IconTrash, IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Clinic, getClinic, removeLogo, setLogo } from '#contract/clinics.ts'
import { uploadFile } from '../../lib/api.ts'
import { ApiError } from '../../lib/api-error.ts'
import { keyOf, useAct } from '../../lib/query.ts'
import { useClinicLogo } from '../../shared/clinic-look.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './Branding.module.css'

const kinds = 'image/png,image/jpeg,image/svg+xml'

interface LogoFieldProps {
  clinic: Clinic
  onChanged: (clinic: Clinic) => void
}

/** The logo: chosen or dropped here, used at once; papers issued before keep the one they had. */
export function LogoField({ clinic, onChanged }: LogoFieldProps) {
  const { t } = useTranslation('settings')
  const client = useQueryClient()
  const logo = useClinicLogo(clinic)
  const [over, setOver] = useState(false)
  const { id: clinicId } = clinic
  const took = (next: Clinic, words: string) => {
    client.setQueryData(keyOf(getClinic, { clinicId }), next)
    onChanged(next)
    toast.done(words)
  }
  const upload = useMutation<Clinic, ApiError, File>({
    mutationFn: (file) => {
      // Said here at once: the server would only say it after half a megabyte has travelled.
      if (file.size > 512 * 1024) throw new ApiError(413, 'not_an_image', t('branding.tooLarge'))
      return uploadFile(setLogo, { clinicId }, file)
    },
    onSuccess: (next) => took(next, t('branding.logoSet')),
  })
  const remove = useAct(removeLogo, { onSuccess: (next) => took(next, t('branding.logoRemoved')) })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) upload.mutate(file)
  }

  return (
    <section aria-label={t('branding.logo')} className={classes.about}>
      <div className={classes.label}>{t('branding.logo')}</div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first */}
      <div
        className={classes.logo}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <div className={classes.picture}>
          {logo ? <img src={logo} alt={t('branding.logoNow')} /> : t('branding.noLogo')}
        </div>
        <div className={classes.about}>
          <Group gap="xs">
            <FileButton accept={kinds} onChange={(file) => file && upload.mutate(file)}>
              {(props) => (
                <Button
                  {...props}
                  variant="default"
                  loading={upload.isPending}
                  leftSection={<IconUpload size={16} stroke={1.7} aria-hidden />}
                >
                  {t(logo ? 'branding.replace' : 'branding.upload')}
                </Button>
              )}
            </FileButton>
            {logo && (
              <Button
                variant="subtle"
                color="gray"
                loading={remove.isPending}
                leftSection={<IconTrash size={16} stroke={1.7} aria-hidden />}
                onClick={() => remove.mutate({ clinicId })}
              >
                {t('branding.remove')}
              </Button>
            )}
          </Group>
          <span className={classes.words}>{t('branding.logoHint')}</span>
        </div>
      </div>
      <Refusal error={upload.error ?? remove.error} />
    </section>
  )
}
