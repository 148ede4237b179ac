import type { Template } from '../letter.ts'

/** The operator made an organization for somebody. `invited`: she is new here, and the link lets her choose a password. */
export const practiceMade: Template<{ name: string; organization: string; link: string; invited: boolean }> = {
  en: ({ name, organization, link, invited }) => ({
    subject: `${organization} is ready`,
    lines: [
      `Hello ${name},`,
      `${organization} was set up for you on Polyclinic, and you are its administrator.`,
      invited ? 'Choose a password to go in.' : 'Sign in as usual; you find it beside your other organizations.',
    ],
    button: { label: invited ? 'Choose a password' : 'Sign in', url: link },
    ...(invited && { note: 'The link works once, for seven days.' }),
  }),
  ur: ({ name, organization, link, invited }) => ({
    subject: `${organization} تیار ہے`,
    lines: [
      `السلام علیکم ${name}،`,
      `پولی کلینک پر ${organization} آپ کے لیے بنا دیا گیا ہے، اور آپ اس کے منتظم ہیں۔`,
      invited
        ? 'اندر جانے کے لیے پاس ورڈ منتخب کریں۔'
        : 'معمول کے مطابق سائن اِن کریں؛ یہ آپ کے دوسرے اداروں کے ساتھ ملے گا۔',
    ],
    button: { label: invited ? 'پاس ورڈ منتخب کریں' : 'سائن اِن', url: link },
    ...(invited && { note: 'یہ لنک ایک بار اور سات دن تک کام کرتا ہے۔' }),
  }),
}
