import { useTranslation } from 'react-i18next'
import { readSaid } from '#contract/import-sentences.ts'
import { apart } from '../../lib/refusal-words.ts'

/** The server's sentences about an import, in the person's language; words that are none of ours stay as they are. */
export function useSaid() {
  const { t } = useTranslation('importSentences')
  return (text: string) =>
    readSaid(text)
      .map(({ code, values }) =>
        code ? (t as (code: string, values: object) => string)(code, apart(values)) : values.text,
      )
      .join(' ')
}
