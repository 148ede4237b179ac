import type { Template } from '../letter.ts'

/** Support opened the organization. `asName` null: it looks in as itself and can change nothing. */
export const supportEntered: Template<{
  name: string
  operator: string
  asName: string | null
  reason: string
  minutes: number
  link: string
}> = {
  en: ({ name, operator, asName, reason, minutes, link }) => ({
    subject: `Support is looking into your organization for ${minutes} minutes`,
    lines: [
      `Hello ${name},`,
      asName
        ? `${operator} of Polyclinic support is working in your organization as ${asName}, for at most ${minutes} minutes.`
        : `${operator} of Polyclinic support is looking into your organization, for at most ${minutes} minutes. Nothing can be changed meanwhile.`,
      `The reason given: ${reason}`,
      'Everything done in that time is marked in your audit trail.',
    ],
    button: { label: 'See it, or end it now', url: link },
  }),
  ur: ({ name, operator, asName, reason, minutes, link }) => ({
    subject: `معاون عملہ ${minutes} منٹ کے لیے آپ کے ادارے میں ہے`,
    lines: [
      `السلام علیکم ${name}،`,
      asName
        ? `پولی کلینک کے معاون ${operator} آپ کے ادارے میں ${asName} کے طور پر زیادہ سے زیادہ ${minutes} منٹ کام کر رہے ہیں۔`
        : `پولی کلینک کے معاون ${operator} زیادہ سے زیادہ ${minutes} منٹ آپ کا ادارہ دیکھ رہے ہیں۔ اس دوران کچھ بدلا نہیں جا سکتا۔`,
      `بتائی گئی وجہ: ${reason}`,
      'اس دوران ہونے والا ہر کام آپ کے آڈٹ ریکارڈ میں نشان زد ہوتا ہے۔',
    ],
    button: { label: 'دیکھیں یا ابھی ختم کریں', url: link },
  }),
}
