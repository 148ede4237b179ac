// Pictures instead of letters: no font here has them, and a row of empty boxes says less than nothing.
// The signs © ® ™ count as pictures in Unicode and are kept.
const emoji =
  /(?![©®™])\p{Extended_Pictographic}(?:\u{FE0F}|\u{200D}|[\u{1F3FB}-\u{1F3FF}])*|[\u{1F1E6}-\u{1F1FF}\u{E0020}-\u{E007F}]/gu
// Controls print as boxes; direction overrides can make "21" read as "12". Joiners stay: Urdu and Hindi need them.
const invisible = /[\p{Cc}\u{200B}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FEFF}\u{FFF9}-\u{FFFB}]/gu
// Typst 0.13 aborts on a sign of a right-to-left script that stands in a left-to-right run, so these are written as the
// signs all scripts share, taken out, or, where they are marks on a letter, kept only on a letter.
const rtl = String.raw`[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Samr}\p{sc=Mand}\p{sc=Adlm}\p{sc=Rohg}]`
const ornament = new RegExp(String.raw`[[\p{So}\p{Sm}]&&${rtl}]`, 'gv')
const strayMark = new RegExp(String.raw`(?<![\p{L}&&${rtl}]\p{M}*)[\p{M}&&${rtl}]`, 'gv')
const shared: Record<string, string> = { '٪': '%', '؉': '‰', '؊': '‱', '﷽': 'بسم الله الرحمن الرحیم' }

const longWord = /\S{28,}/gu
const zeroWidthSpace = '\u{200B}'

/** The same value with every text in it fit to print, however it got there: composed, well formed, able to wrap. */
export function tidy<T>(value: T): T {
  if (typeof value === 'string') return tidyText(value) as T
  if (Array.isArray(value)) return value.map(tidy) as T
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, tidy(inner)])) as T
}

function tidyText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[٪؉؊﷽]/gu, (sign) => shared[sign] ?? '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split('\n')
    .map((line) =>
      line
        .replace(/\t/g, ' ')
        .replace(invisible, '')
        .replace(ornament, '')
        .replace(strayMark, '')
        .replace(emoji, '')
        .replace(/ {2,}/g, ' ')
        .trim(),
    )
    .join('\n')
    .trim()
    .replace(longWord, breakable)
}

// Eighteen fit the narrowest column of names. Graphemes, so that no vowel sign is parted from its letter.
function breakable(word: string): string {
  const letters = Array.from(new Intl.Segmenter().segment(word), ({ segment }) => segment)
  return letters.map((letter, index) => (index > 0 && index % 18 === 0 ? zeroWidthSpace + letter : letter)).join('')
}
