import { useTranslation } from 'react-i18next'
import { actSentence, fieldWord } from '#contract/audit-words.ts'
import type { Language } from '#contract/languages.ts'
import { useFormat } from '#web/lib/format.ts'

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const plainDay = /^\d{4}-\d{2}-\d{2}$/

/** Acts, fields and values of the trail, in the reader's words. */
export function useAuditWords() {
  const { t, i18n } = useTranslation('audit')
  const { date, money } = useFormat()
  const language: Language = i18n.language === 'ur' ? 'ur' : 'en'
  return {
    act: (event: string) => actSentence(event, language),
    field: (field: string) => fieldWord(field, language),
    /** A value as text: money, dates and yes or no as people write them. */
    value(field: string, text: string | null): string {
      if (text === null) return t('value.none')
      // Parts are called as the fields they are.
      if (field === 'parts')
        return text
          .split('; ')
          .map((part) => fieldWord(part, language))
          .join(', ')
      if (field.endsWith('Minor') && /^-?\d+$/.test(text)) return money(Number(text))
      if (instant.test(text) && text.length < 40) return date(text, 'dayTime')
      if (plainDay.test(text)) return date(text, 'day')
      if (text === 'true' || text === 'false') return t(`value.${text}`)
      return text
    },
  }
}

export function capital(text: string) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
