import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './BothSides.module.css'
import type { PatientValues } from './values.ts'

interface BothSidesProps {
  mine: PatientValues
  before: PatientValues
  theirs: PatientValues
  onContinue: () => void
}

const fields = [
  'fullName', 'phone', 'sex', 'bornOn', 'secondPhone', 'email', 'nationalId', 'guardian', 'address', 'city', 'notes', 'tags',
] as const satisfies readonly (keyof PatientValues)[] // biome-ignore format: the order of the form on one line

/** What somebody else saved meanwhile, beside what stands in the form; continuing keeps both. */
export function BothSides({ mine, before, theirs, onContinue }: BothSidesProps) {
  const { t } = useTranslation('patients')
  const shown = fields.filter((name) => text(theirs[name]) !== text(before[name]))
  return (
    <section className={classes.sides} role="alert">
      <strong>{t('conflict.title')}</strong>
      <table>
        <thead>
          <tr>
            <th />
            <th scope="col">{t('conflict.theirs')}</th>
            <th scope="col">{t('conflict.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`field.${name}`)}</th>
              <td>
                <bdi>{text(theirs[name]) || '–'}</bdi>
              </td>
              <td>
                <bdi>{text(mine[name]) || '–'}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="xs" variant="default" onClick={onContinue}>
        {t('conflict.continue')}
      </Button>
    </section>
  )
}

const text = (value: string | readonly string[]) => (typeof value === 'string' ? value : value.join(', '))
