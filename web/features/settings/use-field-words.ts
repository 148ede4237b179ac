import { useTranslation } from 'react-i18next'
import type { FieldValues } from './field-values.ts'

/** What a field is, in words: for showing two versions of it side by side. */
export function useFieldWords() {
  const { t } = useTranslation('settings')
  const yes = (is: boolean) => (is ? t('fields.yes') : '')
  return {
    label: (name: keyof FieldValues) => t(name === 'required' ? 'fields.requiredLong' : `fields.${name}`),
    value: (name: keyof FieldValues, { label, kind, required, retired, choices }: FieldValues): string => {
      if (name === 'label') return label
      if (name === 'kind') return t(`fields.kinds.${kind}`)
      if (name !== 'choices') return yes(name === 'required' ? required : retired)
      return choices
        .map((choice) => (choice.retired ? `${choice.label} (${t('fields.retired')})` : choice.label))
        .join(', ')
    },
  }
}
