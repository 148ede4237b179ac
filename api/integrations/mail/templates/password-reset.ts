import type { Template } from '../letter.ts'

/** The one-time link of somebody who forgot the password. */
export const passwordReset: Template<{ name: string; link: string; minutes: number }> = {
  en: ({ name, link, minutes }) => ({
    subject: 'Choose a new password',
    lines: [`Hello ${name},`, 'Somebody, most likely you, asked for a new password for your sign-in.'],
    button: { label: 'Choose a new password', url: link },
    note: `The link works once and for ${minutes} minutes. If you did not ask for it, do nothing: your password stays as it is.`,
  }),
  ur: ({ name, link, minutes }) => ({
    subject: 'نیا پاس ورڈ منتخب کریں',
    lines: [`السلام علیکم ${name}،`, 'کسی نے، غالباً آپ نے، آپ کے سائن اِن کے لیے نیا پاس ورڈ مانگا ہے۔'],
    button: { label: 'نیا پاس ورڈ منتخب کریں', url: link },
    note: `یہ لنک ایک ہی بار اور ${minutes} منٹ تک کام کرتا ہے۔ اگر آپ نے نہیں مانگا تو کچھ نہ کریں: آپ کا پاس ورڈ وہی رہے گا۔`,
  }),
}
