import { Button, Group, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './BothSides.module.css'

export interface Difference {
  label: string
  mine: string
  theirs: string
}

type BothSidesProps = {
  /** What differs; null shows nothing. */
  differences: readonly Difference[] | null
  busy?: boolean
} & (
  | { onKeepMine: () => void; onTakeTheirs: () => void }
  // Where the changes of both can stand together: one goes on with them, and saves.
  | { onMerge: () => void }
)

/** Somebody else saved meanwhile: both versions side by side, and a person decides. */
export function BothSides({ differences, busy = false, ...ways }: BothSidesProps) {
  const { t } = useTranslation('shell')
  return (
    <Modal
      opened={differences !== null}
      onClose={() => {}}
      withCloseButton={false}
      title={t('conflict.title')}
      size="lg"
    >
      {/* Opens while somebody types: the focus is on no deed, so that the next key overwrites nothing. */}
      <p className={classes.words} tabIndex={-1} data-autofocus>
        {t('onMerge' in ways ? 'conflict.mergeWords' : 'conflict.words')}
      </p>
      <table className={classes.sides}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('conflict.mine')}</th>
            <th scope="col">{t('conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {(differences ?? []).map(({ label, mine, theirs }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <bdi>{mine || '–'}</bdi>
              </td>
              <td>
                <bdi>{theirs || '–'}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Group gap="xs">
        {'onMerge' in ways ? (
          <Button onClick={ways.onMerge}>{t('conflict.merge')}</Button>
        ) : (
          <>
            <Button onClick={ways.onKeepMine} loading={busy}>
              {t('conflict.keepMine')}
            </Button>
            <Button variant="default" onClick={ways.onTakeTheirs}>
              {t('conflict.takeTheirs')}
            </Button>
          </>
        )}
      </Group>
    </Modal>
  )
}
