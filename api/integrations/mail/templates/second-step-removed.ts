import type { Template } from '../letter.ts'

/** Somebody who may has taken a person's second step away, after phone and recovery codes were lost. */
export const secondStepRemoved: Template<{ name: string; by: string; reason: string; link: string }> = {
  en: ({ name, by, reason, link }) => ({
    subject: 'Your second step was removed',
    lines: [
      `Hello ${name},`,
      `${by} removed the second step of your sign-in, and every device was signed out. The reason given: ${reason}`,
      'Your password alone signs you in now. Where a second step is required you set it up again on the way in; otherwise do so in your account.',
    ],
    button: { label: 'I did not ask for this: new password', url: link },
    note: 'If you did not ask for this, choose a new password at once and tell your head office.',
  }),
  ur: ({ name, by, reason, link }) => ({
    subject: 'آپ کا دوسرا قدم ہٹا دیا گیا',
    lines: [
      `السلام علیکم ${name}،`,
      `${by} نے آپ کے سائن اِن کا دوسرا قدم ہٹا دیا، اور تمام آلات سائن آؤٹ ہو گئے۔ بتائی گئی وجہ: ${reason}`,
      'اب صرف پاس ورڈ سے سائن اِن ہوتا ہے۔ جہاں دوسرا قدم ضروری ہے وہاں سائن اِن کرتے وقت نیا بنایا جاتا ہے؛ ورنہ اپنے اکاؤنٹ میں بنا لیں۔',
    ],
    button: { label: 'میں نے یہ نہیں کہا تھا: نیا پاس ورڈ', url: link },
    note: 'اگر آپ نے یہ نہیں کہا تھا تو فوراً نیا پاس ورڈ رکھیں اور اپنے ہیڈ آفس کو بتائیں۔',
  }),
}
