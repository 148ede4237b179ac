import type { Template } from '../letter.ts'

/** Somebody signed in where this person had not signed in before. `when` is written out for a reader. */
export const newDevice: Template<{ name: string; device: string; place: string; when: string; link: string }> = {
  en: ({ name, device, place, when, link }) => ({
    subject: 'A new device signed in',
    lines: [
      `Hello ${name},`,
      'Your account was used on a device we had not seen before:',
      `${device}\nNetwork address: ${place}\n${when}`,
      'If this was you, there is nothing to do.',
    ],
    button: { label: 'See your devices', url: link },
    note: 'If it was not you, end that session on the page above and change your password.',
  }),
  ur: ({ name, device, place, when, link }) => ({
    subject: 'ایک نئے آلے سے سائن اِن ہوا',
    lines: [
      `السلام علیکم ${name}،`,
      'آپ کا اکاؤنٹ ایک ایسے آلے پر استعمال ہوا جو ہم نے پہلے نہیں دیکھا تھا:',
      `${device}\nنیٹ ورک کا پتہ: ${place}\n${when}`,
      'اگر یہ آپ تھے تو کچھ کرنے کی ضرورت نہیں۔',
    ],
    button: { label: 'اپنے آلات دیکھیں', url: link },
    note: 'اگر یہ آپ نہیں تھے تو اوپر کے صفحے پر وہ سیشن ختم کریں اور اپنا پاس ورڈ بدلیں۔',
  }),
}
