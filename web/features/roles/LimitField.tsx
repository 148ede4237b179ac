import { Button, Group } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { amountText, parseAmount, useFormat } from '../../lib/format.ts'
import { MoneyInput } from '../../ui/MoneyInput.tsx'

/** The highest discount of one invoice; empty: no limit. */
export function LimitField({
  limitMinor,
  onSave,
}: {
  limitMinor: number | null
  onSave: (limitMinor: number | null) => void
}) {
  const { t } = useTranslation('roles')
  const { currency } = useFormat()
  const [text, setText] = useState(limitMinor === null ? '' : amountText(limitMinor, currency))
  const amount = text.trim() === '' ? null : parseAmount(text, currency)
  const faulty = text.trim() !== '' && amount === null
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!faulty) onSave(amount)
  }

  return (
    <form onSubmit={save}>
      <MoneyInput
        label={t('limit.label')}
        description={t('limit.hint')}
        value={text}
        onChange={setText}
        error={faulty ? t('limit.faulty') : null}
        data-autofocus
        w="15rem"
      />
      <Group mt="xs" gap="xs">
        <Button type="submit" size="xs" disabled={faulty}>
          {t('limit.set')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => onSave(null)}>
          {t('limit.none')}
        </Button>
      </Group>
    </form>
  )
}
