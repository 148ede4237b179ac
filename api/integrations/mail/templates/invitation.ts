import type { Template } from '../letter.ts'

/** Somebody is asked to join a branch. The same for who has a sign-in already: the page behind the link knows. */
export const invitation: Template<{ name: string; organization: string; by: string; link: string; days: number }> = {
  en: ({ name, organization, by, link, days }) => ({
    subject: `${organization} invites you`,
    lines: [`Hello ${name},`, `${by} would like you to work with ${organization} on Polyclinic.`],
    button: { label: 'Look at the invitation', url: link },
    note: `The link works once and for ${days} days. If you do not know ${organization}, do nothing: nothing happens without your yes.`,
  }),
  ur: ({ name, organization, by, link, days }) => ({
    subject: `${organization} کی طرف سے دعوت`,
    lines: [`السلام علیکم ${name}،`, `${by} چاہتے ہیں کہ آپ ${organization} کے ساتھ Polyclinic پر کام کریں۔`],
    button: { label: 'دعوت دیکھیں', url: link },
    note: `یہ لنک ایک ہی بار اور ${days} دن تک کام کرتا ہے۔ اگر آپ ${organization} کو نہیں جانتے تو کچھ نہ کریں: آپ کی ہاں کے بغیر کچھ نہیں ہوتا۔`,
  }),
}
