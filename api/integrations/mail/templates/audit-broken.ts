import type { Template } from '../letter.ts'

/** A verification of the audit trail found a fault. `until`: when the newest row of the faulty seal was recorded. */
export const auditBroken: Template<{ name: string; seal: number; count: number; until: string | null }> = {
  en: ({ name, seal, count, until }) => ({
    subject: 'Your audit trail is not whole',
    lines: [
      `Hello ${name},`,
      `A verification of your organization’s audit trail found a fault in seal ${seal}${until ? `, whose acts were recorded until ${until.slice(0, 10)}` : ''}: ${count} rows or seals were taken away, changed or slipped in, or the copy outside the database does not agree.`,
      'No screen of Polyclinic can do that: it was done in the database itself, or the database was restored from a backup.',
      'Open Audit trail at head office: it names the seal and the rows. Then ask whoever runs your installation what was done to the database that day.',
    ],
  }),
  ur: ({ name, seal, count, until }) => ({
    subject: 'آپ کا آڈٹ ریکارڈ مکمل نہیں',
    lines: [
      `السلام علیکم ${name}،`,
      `آپ کے ادارے کے آڈٹ ریکارڈ کی جانچ میں مہر ${seal} میں خرابی ملی${until ? `، جس کے کام ${until.slice(0, 10)} تک لکھے گئے تھے` : ''}: ${count} قطاریں یا مہریں ہٹائی، بدلی یا بیچ میں ڈالی گئیں، یا ڈیٹا بیس سے باہر کی نقل مختلف ہے۔`,
      'پولی کلینک کی کوئی سکرین یہ نہیں کر سکتی: یہ براہِ راست ڈیٹا بیس میں کیا گیا، یا ڈیٹا بیس کسی بیک اپ سے بحال کیا گیا۔',
      'صدر دفتر میں سرگرمیوں کا ریکارڈ کھولیں: وہاں مہر اور قطاریں درج ہیں۔ پھر جو آپ کا نظام چلاتا ہے اس سے پوچھیں کہ اُس دن ڈیٹا بیس کے ساتھ کیا ہوا۔',
    ],
  }),
}
