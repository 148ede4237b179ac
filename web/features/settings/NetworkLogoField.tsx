import { Button, FileButton, Group } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  getNetworkBranding,
  getNetworkLogo,
  type NetworkBranding,
  removeNetworkLogo,
  setNetworkLogo,
} from '#contract/branding.ts'
import { requestFor, uploadFile } from '../../lib/api.ts'
import { ApiError } from '../../lib/api-error.ts'
import { fetchFile } from '../../lib/download.ts'
import { keyOf, useAct } from '../../lib/query.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './Branding.module.css'

/** The organization's logo: on its sign-in page, and on papers of branches that chose the group's letterhead. */
export function NetworkLogoField({ branding }: { branding: NetworkBranding }) {
  const { t } = useTranslation('settings')
  const client = useQueryClient()
  const logo = useNetworkLogo(branding)
  const took = (next: NetworkBranding, words: string) => {
    client.setQueryData(keyOf(getNetworkBranding, {}), next)
    toast.done(words)
  }
  const upload = useMutation<NetworkBranding, ApiError, File>({
    mutationFn: (file) => {
      if (file.size > 512 * 1024) throw new ApiError(413, 'not_an_image', t('branding.tooLarge'))
      return uploadFile(setNetworkLogo, {}, file)
    },
    onSuccess: (next) => took(next, t('branding.logoSet')),
  })
  const remove = useAct(removeNetworkLogo, { onSuccess: (next) => took(next, t('branding.logoRemoved')) })
  return (
    <section aria-label={t('branding.logo')} className={classes.about}>
      <div className={classes.label}>{t('branding.logo')}</div>
      <div className={classes.logo}>
        <div className={classes.picture}>
          {logo ? <img src={logo} alt={t('branding.logoNow')} /> : t('branding.noLogo')}
        </div>
        <div className={classes.about}>
          <Group gap="xs">
            <FileButton accept="image/png,image/jpeg,image/svg+xml" onChange={(file) => file && upload.mutate(file)}>
              {(props) => (
                <Button {...props} variant="default" loading={upload.isPending}>
                  {t(branding.hasLogo ? 'branding.replace' : 'branding.upload')}
                </Button>
              )}
            </FileButton>
            {branding.hasLogo && (
              <Button variant="subtle" color="gray" loading={remove.isPending} onClick={() => remove.mutate({})}>
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

function useNetworkLogo({ hasLogo, version }: NetworkBranding): string | null {
  const { data } = useQuery({
    queryKey: ['network-logo', version],
    queryFn: async () => (await fetchFile(requestFor(getNetworkLogo, {}).url)).blob,
    enabled: hasLogo,
  })
  const url = useMemo(() => (data && hasLogo ? URL.createObjectURL(data) : null), [data, hasLogo])
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url])
  return url
}
