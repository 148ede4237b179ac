import { editDistance } from './similarity.ts'

/** Spellings that no general rule brings together. The first word of each line is the one kept. */
const VARIANTS = `
muhammad mohammad mohammed muhammed mohamed mohamad mohamud muhamad mohd muhd mohmd md mhd
ahmad ahmed ahmet ahmedd
hussain husain hussein husein hossain hosain hussan
hassan hasan
ayesha aisha aysha aishah aesha ayisha
fatima fatimah fatema fatma
yousuf yusuf yousaf yousef yusaf youssef
usman osman uthman othman
umar omar umer omer
abdul abdal abdel
syed sayed syeed sayyid saiyed
sheikh shaikh shaykh sheik
chaudhry chaudhary choudhary chowdhury chaudhri choudhry chaudry
qureshi quraishi qurashi koreshi
zainab zaynab zeinab zenab
khadija khadeeja khadijah
maryam mariam miriam maryum
rehman rahman rehmaan
ibrahim ebrahim ibraheem
siddiqui siddiqi siddique sidiqui
malik malick
begum begam
`

const CANONICAL = new Map<string, string>()
for (const line of VARIANTS.trim().split('\n')) {
  const [kept, ...others] = line.split(' ')
  for (const spelling of [kept!, ...others]) CANONICAL.set(spelling, kept!)
}

const TITLES = new Set(
  'mr mrs ms miss mst master mister dr prof sir madam smt shri kumari baby janab sahib sahiba mohtarma jr sr'.split(
    ' ',
  ),
)

const ARABIC_LETTERS: Record<string, string> = {
  ا: 'a',
  آ: 'a',
  أ: 'a',
  إ: 'a',
  ٱ: 'a',
  ع: 'a',
  ب: 'b',
  پ: 'p',
  ت: 't',
  ٹ: 't',
  ث: 's',
  ج: 'j',
  چ: 'ch',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ڈ: 'd',
  ذ: 'z',
  ر: 'r',
  ڑ: 'r',
  ز: 'z',
  ژ: 'zh',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'z',
  ط: 't',
  ظ: 'z',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ک: 'k',
  ك: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ں: 'n',
  و: 'u',
  ؤ: 'u',
  ہ: 'h',
  ه: 'h',
  ھ: 'h',
  ة: 'h',
  ی: 'i',
  ي: 'i',
  ى: 'i',
  ئ: 'i',
  ے: 'e',
  ء: '',
}

/** Consonants and standing vowels; the vowel signs are marks, and gone with them. */
const DEVANAGARI_LETTERS: Record<string, string> = Object.fromEntries(
  'अa आa इi ईi उu ऊu एe ऐe ओo औo कk खkh गg घgh ङn चch छch जj झj ञn टt ठth डd ढdh णn तt थth दd धdh नn पp फf बb भb मm यy रr लl वv शsh षsh सs हh'
    .split(' ')
    .map((pair) => [pair[0]!, pair.slice(1)]),
)

/** Urdu writes no short vowels; the most frequent names are brought to their usual Latin spelling. */
const URDU_SPELLINGS = new Map(
  Object.entries({
    mhmd: 'muhammad',
    ahmd: 'ahmad',
    ali: 'ali',
    hsin: 'hussain',
    hsn: 'hassan',
    aaishh: 'ayesha',
    fatmh: 'fatima',
    khan: 'khan',
    bibi: 'bibi',
    iusf: 'yousuf',
    asman: 'usman',
    amr: 'umar',
    abdal: 'abdul',
    sid: 'syed',
    shikh: 'sheikh',
    qrishi: 'qureshi',
    zinb: 'zainab',
    mrim: 'maryam',
    rhman: 'rehman',
    abrahim: 'ibrahim',
    mlk: 'malik',
    aqbal: 'iqbal',
    shah: 'shah',
  }),
)

/** One name as people mean it: lower case, no accents, no titles, no punctuation, single spaces. Scripts are kept. */
export function normaliseName(name: string | null | undefined): string {
  return nameWords(name).join(' ')
}

/** The words of a name, lower case and without accents, titles and punctuation: `"Dr. O'Brien-Núñez"` → `["obrien", "nunez"]`. */
export function nameWords(name: string | null | undefined): string[] {
  if (!name) return []
  const words = unaccented(name)
    .replace(/['’`´]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
  const kept = words.filter(Boolean)
  const withoutTitles = kept.filter((word) => !TITLES.has(word))
  return withoutTitles.length > 0 ? withoutTitles : kept
}

/** Lower case without accents and Arabic vowel marks, for any text. */
export function unaccented(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}|\u0640/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
}

/**
 * One word of a name brought to a common spelling, so that Mohd, Mohammad and Muhammad, or Ayesha and
 * Aisha, meet. Vowels survive in two classes, so Hina and Hana stay apart.
 */
export const foldWord = remembering((word) => {
  const latin = toLatin(word)
  const known = CANONICAL.get(latin) ?? latin
  const folded = known
    .replace(/ph/g, 'f')
    .replace(/q|ck|kh|c(?=[aou])/g, 'k')
    .replace(/gh/g, 'g')
    .replace(/dh/g, 'd')
    .replace(/w/g, 'v')
    .replace(/(a[iy]e?|e[iy]|ee|ie|ey|y)/g, 'i')
    .replace(/oo|ou/g, 'u')
    .replace(/e/g, 'i')
    .replace(/o/g, 'u')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=.{2})h$/, '')
  return folded || latin
})

/** What is left of a word when vowels are dropped (a leading vowel becomes `a`): the coarse sound used to find candidates. */
export const soundOf = remembering((word) => {
  const folded = foldWord(word)
  const rest = folded
    .slice(1)
    .replace(/[aiuy]|v/g, '')
    .replace(/(?<=.)h$/, '')
    .replace(/z/g, 's')
    .replace(/b/g, 'p')
    .replace(/d/g, 't')
  const first = folded.slice(0, 1).replace(/[aiu]/, 'a').replace('z', 's')
  return (first + rest).replace(/(.)\1+/g, '$1')
})

/** Names repeat: a town has far fewer spellings than people, and folding one costs a dozen replacements. */
export function remembering<Answer>(work: (word: string) => Answer): (word: string) => Answer {
  const known = new Map<string, Answer>()
  return (word) => {
    let answer = known.get(word)
    if (answer === undefined) {
      if (known.size >= 20_000) known.clear()
      answer = work(word)
      known.set(word, answer)
    }
    return answer
  }
}

/** Words, folded, that many relatives and strangers carry: sharing one says little about being the same person. */
export const COMMON_NAME_WORDS = new Set(
  'muhammad ahmad ali khan bibi begum syed abdul hussain fatima ghulam malik sheikh shah bin bint ibn al'
    .split(' ')
    .map(foldWord),
)

/** Whether a folded word is one that half the town carries, also when its longest is mistyped (Muhamamd). */
export function isCommonNameWord(folded: string): boolean {
  return COMMON_NAME_WORDS.has(folded) || (folded.length >= 6 && editDistance(folded, foldWord('muhammad'), 1) <= 1)
}

/** A word in Arabic or Devanagari letters as it is usually written in Latin ones. */
export function toLatin(word: string): string {
  if (/\p{Script=Devanagari}/u.test(word))
    return [...word].map((letter) => DEVANAGARI_LETTERS[letter] ?? letter).join('')
  if (!/\p{Script=Arabic}/u.test(word)) return word
  const letters = [...word].map((letter) => ARABIC_LETTERS[letter] ?? letter).join('')
  return URDU_SPELLINGS.get(letters) ?? letters
}
