import type { Template } from '../letter.ts'

export const passwordChanged: Template<{ name: string; link: string }> = {
  en: ({ name, link }) => ({
    subject: 'Your password was changed',
    lines: [
      `Hello ${name},`,
      'The password of your sign-in was changed just now, and all other devices were signed out.',
    ],
    button: { label: 'I did not do this', url: link },
    note: 'If this was you, there is nothing to do.',
  }),
  ur: ({ name, link }) => ({
    subject: 'آپ کا پاس ورڈ بدل گیا',
    lines: [`السلام علیکم ${name}،`, 'آپ کے سائن اِن کا پاس ورڈ ابھی بدلا گیا، اور باقی تمام آلات سائن آؤٹ ہو گئے۔'],
    button: { label: 'یہ میں نے نہیں کیا', url: link },
    note: 'اگر یہ آپ تھے تو کچھ کرنے کی ضرورت نہیں۔',
  }),
}
