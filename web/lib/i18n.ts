import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from '../locales/en.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: typeof en
  }
}

export interface Language {
  code: string
  /** In its own words: who needs it can read it. */
  name: string
  direction: 'ltr' | 'rtl'
  /** For Intl. Urdu as Pakistan writes it keeps Latin digits, so phone and bill numbers look alike everywhere. */
  locale: string
}

export const languages: readonly Language[] = [
  { code: 'en', name: 'English', direction: 'ltr', locale: 'en-GB' },
  { code: 'ur', name: 'اردو', direction: 'rtl', locale: 'ur-PK-u-nu-latn' },
]

const rememberedAs = 'polyclinic-language'

export function languageOf(code: string): Language {
  return languages.find((language) => language.code === code) ?? languages[0]!
}

// One file per language and feature, fetched when a screen asks for it. A missing file or key reads in English.
// Two patterns: the build does not know `!(en)`, and left every other language out without a word.
const files = import.meta.glob<Record<string, unknown>>(['../locales/*/*.json', '!../locales/en/*.json'], {
  import: 'default',
})
const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read(language, namespace, done) {
    const load = files[`../locales/${language}/${namespace}.json`]
    if (!load) return done(null, {})
    load().then(
      (texts) => done(null, texts as never),
      () => done(null, {}),
    )
  },
}

export const i18n = i18next.createInstance()

export async function startLanguages(): Promise<void> {
  await i18n
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: languageOf(localStorage.getItem(rememberedAs) ?? navigator.language.slice(0, 2)).code,
      fallbackLng: 'en',
      supportedLngs: languages.map(({ code }) => code),
      resources: { en },
      partialBundledLanguages: true,
      ns: Object.keys(en),
      defaultNS: 'shell',
      interpolation: { escapeValue: false }, // React escapes
    })
  setDocumentLanguage(i18n.language)
  i18n.on('languageChanged', (code) => {
    localStorage.setItem(rememberedAs, code)
    setDocumentLanguage(code)
  })
}

function setDocumentLanguage(code: string): void {
  const { direction } = languageOf(code)
  document.documentElement.lang = code
  document.documentElement.dir = direction
}
