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
      .map(({ code, values: { day, ...values } }) => {
        if (!code) return values.text
        const shown = day === undefined ? values : { ...values, day: /^\d{4}-/.test(day) ? date(day) : day }
        return (t as (code: string, values: object) => string)(code, apart(shown))
      })
      .join(' ')
}
