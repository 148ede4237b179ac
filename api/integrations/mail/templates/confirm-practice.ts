import type { Template } from '../letter.ts'

/** The one-time link of somebody who registers a practice. Says the same whether the address is known or not. */
export const confirmPractice: Template<{ name: string; organization: string; link: string }> = {
  en: ({ name, organization, link }) => ({
    subject: `Confirm ${organization}`,
    lines: [
      `Hello ${name},`,
      `One step is left to open ${organization} on Polyclinic: confirm that this mailbox is yours.`,
    ],
    button: { label: 'Confirm and go on', url: link },
    note: 'The link works once, for 24 hours. If you did not ask for this, do nothing: nothing is made without you.',
  }),
  ur: ({ name, organization, link }) => ({
    subject: `${organization} کی تصدیق کریں`,
    lines: [
      `السلام علیکم ${name}،`,
      `پولی کلینک پر ${organization} کھولنے کے لیے ایک ہی قدم باقی ہے: تصدیق کریں کہ یہ ای میل آپ کی ہے۔`,
    ],
    button: { label: 'تصدیق کریں اور آگے بڑھیں', url: link },
    note: 'یہ لنک ایک بار اور 24 گھنٹے تک کام کرتا ہے۔ اگر آپ نے یہ نہیں مانگا تو کچھ نہ کریں: آپ کے بغیر کچھ نہیں بنتا۔',
  }),
}
