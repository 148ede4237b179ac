import type { Template } from '../letter.ts'

/** A branch made a sign-in for this address; the first password was handed over by hand. */
export const accountMade: Template<{ name: string; organization: string; link: string }> = {
  en: ({ name, organization, link }) => ({
    subject: `${organization} made a sign-in for you`,
    lines: [
      `Hello ${name},`,
      `${organization} has made a sign-in for this address. Your manager has the first password; you choose your own when you sign in for the first time.`,
    ],
    button: { label: 'Sign in', url: link },
    note: `If you do not know ${organization}, set a new password from the sign-in page: the first one then works no more.`,
  }),
  ur: ({ name, organization, link }) => ({
    subject: `${organization} نے آپ کے لیے سائن اِن بنایا ہے`,
    lines: [
      `السلام علیکم ${name}،`,
      `${organization} نے اس پتے کے لیے سائن اِن بنایا ہے۔ پہلا پاس ورڈ آپ کے مینیجر کے پاس ہے؛ پہلی بار سائن اِن کرتے وقت آپ اپنا پاس ورڈ خود منتخب کریں گے۔`,
    ],
    button: { label: 'سائن اِن کریں', url: link },
    note: `اگر آپ ${organization} کو نہیں جانتے تو سائن اِن کے صفحے سے نیا پاس ورڈ رکھیں: پہلا پھر کام نہیں کرے گا۔`,
  }),
}
