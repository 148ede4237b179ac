import { useTranslation } from 'react-i18next'
import { readSaid } from '#contract/import-sentences.ts'
import { useFormat } from '../../lib/format.ts'
import { apart } from '../../lib/refusal-words.ts'

/** The server's sentences about an import, in the person's language; words that are none of ours stay as they are. */
export function useSaid() {
  const { t } = useTranslation('importSentences')
  const { date } = useFormat()
  return (text: string) =>
    readSaid(text)
      .map(({ code, values }) => {
        if (!code) return values.text
        const { day, month } = values
        const dates = {
          ...(day && /^\d{4}-/.test(day) && { day: date(day) }),
          // "February 1990", whose middle is the same month everywhere.
          ...(month && /^\p{Lu}\p{L}+ \d{4}$/u.test(month) && { month: date(new Date(`15 ${month} UTC`), 'month') }),
        }
        return (t as (code: string, values: object) => string)(code, apart({ ...values, ...dates }))
      })
      .join(' ')
}
