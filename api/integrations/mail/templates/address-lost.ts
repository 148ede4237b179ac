import type { Template } from '../letter.ts'

/** An address on the web, or one mail came from, was taken back: its records are gone from the name servers. */
export const addressLost: Template<{ name: string; kind: 'domain' | 'sender'; address: string }> = {
  en: ({ name, kind, address }) => ({
    subject: kind === 'domain' ? `${address} no longer leads to Polyclinic` : `Mails no longer come from ${address}`,
    lines: [
      `Hello ${name},`,
      kind === 'domain'
        ? `The name servers no longer say that ${address} leads here. After three checks in a row it was taken out of use: under it the sign-in page shows nobody’s logo any more, and links in mails use the common address.`
        : `The name servers no longer hold the records that let us send mail from ${address}. After three checks in a row it was taken out of use: mails come from the common address, so that they still arrive.`,
      'Nothing was deleted. Open Branding in the settings: it names the records that are missing. Once they are there again, the address is used again by itself.',
    ],
    note: 'If you gave the address up on purpose, take it out of the settings, and we stop looking for it.',
  }),
  ur: ({ name, kind, address }) => ({
    subject: kind === 'domain' ? `${address} اب پولی کلینک تک نہیں لاتا` : `ای میل اب ${address} سے نہیں جاتیں`,
    lines: [
      `السلام علیکم ${name}،`,
      kind === 'domain'
        ? `نام بتانے والے سرورز (DNS) اب نہیں کہتے کہ ${address} یہاں لاتا ہے۔ لگاتار تین جانچوں کے بعد اسے استعمال سے نکال دیا گیا: اس پتے پر سائن اِن کا صفحہ اب کسی کا لوگو نہیں دکھاتا، اور ای میل کے لنک مشترکہ پتے کے ہوں گے۔`
        : `نام بتانے والے سرورز (DNS) پر وہ اندراجات اب نہیں جن کی بدولت ہم ${address} سے ای میل بھیجتے ہیں۔ لگاتار تین جانچوں کے بعد اسے استعمال سے نکال دیا گیا: ای میل مشترکہ پتے سے جاتی ہیں تاکہ پہنچتی رہیں۔`,
      'کچھ حذف نہیں ہوا۔ ترتیبات میں برانڈنگ کھولیں: وہاں لکھا ہے کہ کون سے اندراجات نہیں ملے۔ وہ دوبارہ آ جائیں تو پتہ خود بخود پھر استعمال ہونے لگے گا۔',
    ],
    note: 'اگر آپ نے یہ پتہ جان بوجھ کر چھوڑا ہے تو اسے ترتیبات سے ہٹا دیں، ہم اسے دیکھنا چھوڑ دیں گے۔',
  }),
}
