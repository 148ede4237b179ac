import { Button, Loader, SegmentedControl } from '@mantine/core'
import { IconDownload, IconTableImport } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportKind } from '#contract/imports.ts'
import { uploadFile } from '../../lib/api.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { useFileDrop } from '../../ui/use-file-drop.ts'
import { saveExample } from './example.ts'
import classes from './imports.module.css'
import { saidOf, useImports } from './use-imports.ts'
import { useSaid } from './use-said.ts'

/** What kind of list it is, and a place to drop it. The file is only looked at: nothing is imported yet. */
export function FilePicker({ onUploaded }: { onUploaded: (importId: string) => void }) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  const { calls, at, atHq } = useImports()
  const [kind, setKind] = useState<ImportKind>(atHq ? 'appointments' : 'patients')
  const input = useRef<HTMLInputElement>(null)
  const words = useId()
  const upload = useMutation({
    mutationFn: (file: File) => uploadFile(calls.upload, { ...at, kind, fileName: file.name }, file),
    onSuccess: ({ id }) => onUploaded(id),
  })
  const take = (file: File | undefined) => {
    if (file && !upload.isPending) upload.mutate(file)
    if (input.current) input.current.value = ''
  }
  const dropped = useFileDrop(take)

  return (
    <section className={classes.picker}>
      {!atHq && (
        <SegmentedControl
          aria-label={t('what')}
          value={kind}
          onChange={(value) => setKind(value as ImportKind)}
          data={[
            { value: 'patients', label: t('kind.patients') },
            { value: 'appointments', label: t('kind.appointments') },
          ]}
          className={classes.kinds}
        />
      )}
      <div className={classes.drop} {...dropped}>
        {upload.isPending ? (
          <Loader size="sm" />
        ) : (
          <IconTableImport size={30} stroke={1.5} aria-hidden className={classes.dropIcon} />
        )}
        <p className={classes.dropTitle}>{upload.isPending ? t('reading') : t(`drop.${kind}`)}</p>
        <p id={words} className={classes.quiet}>
          {t(atHq ? 'expects.network' : `expects.${kind}`)}
        </p>
        <div className={classes.dropActions}>
          <Button onClick={() => input.current?.click()} disabled={upload.isPending} aria-describedby={words}>
            {t('choose')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={16} stroke={1.8} aria-hidden />}
            onClick={() => saveExample(kind, atHq)}
          >
            {t('example')}
          </Button>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,.xlsx,text/csv"
          aria-label={t('choose')}
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
      </div>
      <Refusal error={upload.error}>{saidOf(upload.error, said)}</Refusal>
    </section>
  )
}
