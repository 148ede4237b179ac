import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core'
import { IconEyeOff, IconPlus, IconRestore, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChoiceValues, newChoice } from './field-values.ts'

interface ChoicesEditorProps {
  choices: ChoiceValues[]
  error?: string | undefined
  onChange: (choices: ChoiceValues[]) => void
}

/** What can be chosen, one a line; one that patients have is retired rather than removed. */
export function ChoicesEditor({ choices, error, onChange }: ChoicesEditorProps) {
  const { t } = useTranslation('settings')
  const put = (key: string, change: Partial<ChoiceValues>) =>
    onChange(choices.map((choice) => (choice.key === key ? { ...choice, ...change } : choice)))
  const lines = useRef<HTMLDivElement>(null)
  const remove = (key: string, index: number) => {
    onChange(choices.filter((choice) => choice.key !== key))
    // The button goes with its line; the focus goes to the line that takes its place, or to the last one.
    requestAnimationFrame(() => {
      const left = [...(lines.current?.querySelectorAll('input') ?? [])]
      const next = [...left.slice(index), ...left.slice(0, index).reverse()].find(({ disabled }) => !disabled)
      const adding = lines.current?.querySelector<HTMLElement>('button:last-of-type')
      ;(next ?? adding)?.focus()
    })
  }
  return (
    <Input.Wrapper label={t('fields.choices')} labelElement="div" error={error}>
      <Stack gap="0.4rem" ref={lines}>
        {choices.map(({ key, choiceId, label, retired }, index) => (
          <Group key={key} gap="0.3rem" wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={t('fields.choice', { number: index + 1 })}
              maxLength={100}
              dir="auto"
              value={label}
              disabled={retired}
              onChange={(event) => put(key, { label: event.currentTarget.value })}
            />
            {choiceId && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t(retired ? 'fields.bringBack' : 'fields.retireChoice', { choice: label })}
                title={t(retired ? 'fields.bringBack' : 'fields.retireChoice', { choice: label })}
                onClick={() => put(key, { retired: !retired })}
              >
                {retired ? <IconRestore size={16} /> : <IconEyeOff size={16} />}
              </ActionIcon>
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('fields.removeChoice', { choice: label || String(index + 1) })}
              onClick={() => remove(key, index)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...choices, newChoice()])}
          >
            {t('fields.addChoice')}
          </Button>
        </div>
      </Stack>
    </Input.Wrapper>
  )
}
