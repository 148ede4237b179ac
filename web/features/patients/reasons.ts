import { i18n } from '#web/lib/i18n.ts'

/** Why two records are alike, in the reader's language; the API says it in English. */
export function reasonWords(reasons: readonly string[]): string {
  return reasons
    .flatMap((reason) => reason.split(', '))
    .map((reason) => i18n.t(`patients:reasons.${reason}` as 'patients:register', { defaultValue: reason }))
    .join(' · ')
}
