import { Button, FileButton, Group } from '@mantine/core'
import { IconTrash, IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listPeople } from '#contract/people.ts'
import { listStaff } from '#contract/staff.ts'
import { callApi, uploadFile } from '../lib/api.ts'
import type { ApiError } from '../lib/api-error.ts'
import { refreshSession } from '../lib/session.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { toast } from '../ui/toasts.tsx'
import classes from './Face.module.css'
import { Face } from './Face.tsx'
import { cutPhoto, type PhotoOf, photoCalls } from './photo.ts'

interface PhotoFieldProps {
  name: string
  photo: string | null
  of: PhotoOf
}

/** A person's photo: chosen, cut to its middle square and used at once; or removed. */
export function PhotoField({ name, photo, of }: PhotoFieldProps) {
  const { t } = useTranslation('shell')
  const client = useQueryClient()
  const { input, set, remove } = photoCalls(of)
  const change = useMutation<unknown, ApiError, File | null>({
    mutationFn: async (file) =>
      file
        ? uploadFile(set, input as never, await cutPhoto(file, t('photo.unreadable')))
        : callApi(remove, input as never),
    onSuccess: async (_, file) => {
      // One's own stands in the session, everybody's in the lists.
      await (of === 'own' ? refreshSession() : null)
      await Promise.all([listPeople, listStaff].map((list) => client.invalidateQueries({ queryKey: [list.name] })))
      toast.done(t(file ? 'photo.set' : 'photo.removed'))
    },
  })
  return (
    <section aria-label={t('photo.label')} className={classes.acts}>
      <div className={classes.field}>
        <Face name={name} photo={photo} of={of} size={64} />
        <div className={classes.acts}>
          <Group gap="xs">
            <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => file && change.mutate(file)}>
              {(props) => (
                <Button
                  {...props}
                  variant="default"
                  size="xs"
                  loading={change.isPending}
                  leftSection={<IconUpload size={15} stroke={1.7} aria-hidden />}
                >
                  {t(photo ? 'photo.replace' : 'photo.choose')}
                </Button>
              )}
            </FileButton>
            {photo && (
              <Button
                variant="subtle"
                color="gray"
                size="xs"
                disabled={change.isPending}
                leftSection={<IconTrash size={15} stroke={1.7} aria-hidden />}
                onClick={() => change.mutate(null)}
              >
                {t('photo.remove')}
              </Button>
            )}
          </Group>
          <span className={classes.hint}>{t('photo.hint')}</span>
        </div>
      </div>
      <Refusal error={change.error} />
    </section>
  )
}
