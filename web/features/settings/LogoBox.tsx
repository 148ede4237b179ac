import { Button, FileButton, Group } from '@mantine/core'
import { IconTrash, IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../lib/api-error.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useFileDrop } from '../../ui/use-file-drop.ts'
import classes from './Branding.module.css'

const kinds = 'image/png,image/jpeg,image/svg+xml'

interface LogoBoxProps<Owner> {
  /** The logo that is there, as an address for <img>; null: none. */
  logo: string | null
  upload: (file: File) => Promise<Owner>
  remove: () => Promise<Owner>
  /** Whoever has the logo, as it is afterwards. */
  onChanged: (owner: Owner) => void
}

/** A logo: chosen or dropped here, used at once; papers issued before keep the one they had. */
export function LogoBox<Owner>({ logo, upload, remove, onChanged }: LogoBoxProps<Owner>) {
  const { t } = useTranslation('settings')
  // null: without one from now on.
  const change = useMutation<Owner, ApiError, File | null>({
    mutationFn: async (file) => {
      // Said here at once: the server would only say it after half a megabyte has travelled.
      if (file && file.size > 512 * 1024) throw new ApiError(413, 'not_an_image', t('branding.tooLarge'))
      return file ? upload(file) : remove()
    },
    onSuccess: (owner, file) => {
      onChanged(owner)
      toast.done(t(file ? 'branding.logoSet' : 'branding.logoRemoved'))
    },
  })
  const removing = change.isPending && change.variables === null
  const dropped = useFileDrop((file) => {
    if (!change.isPending) change.mutate(file)
  })

  return (
    <section aria-label={t('branding.logo')} className={classes.about}>
      <div className={classes.label}>{t('branding.logo')}</div>
      <div className={classes.logo} {...dropped}>
        <div className={classes.picture}>
          {logo ? <img src={logo} alt={t('branding.logoNow')} /> : t('branding.noLogo')}
        </div>
        <div className={classes.about}>
          <Group gap="xs">
            <FileButton accept={kinds} onChange={(file) => file && change.mutate(file)}>
              {(props) => (
                <Button
                  {...props}
                  variant="default"
                  loading={change.isPending && !removing}
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
                loading={removing}
                leftSection={<IconTrash size={16} stroke={1.7} aria-hidden />}
                onClick={() => change.mutate(null)}
              >
                {t('branding.remove')}
              </Button>
            )}
          </Group>
          <span className={classes.words}>{t('branding.logoHint')}</span>
        </div>
      </div>
      <Refusal error={change.error} />
    </section>
  )
}
