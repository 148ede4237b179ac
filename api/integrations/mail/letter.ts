import type { Language } from '#contract/languages.ts'

/** What a mail says, before it is dressed. */
export interface Letter {
  subject: string
  /** Paragraphs of plain text. */
  lines: string[]
  /** The one thing to do. */
  button?: { label: string; url: string }
  /** Small print below. */
  note?: string
}

/** One mail in every language. */
export type Template<Values> = Record<Language, (values: Values) => Letter>

/** Whose mail it is. */
export interface Dress {
  name: string
  /** `#rrggbb` */
  color: string
}

const feet: Record<Language, (name: string) => string> = {
  en: (name) => `Sent by ${name} with Polyclinic. Nobody reads answers to this address.`,
  ur: (name) => `${name} کی طرف سے Polyclinic کے ذریعے بھیجا گیا۔ اس پتے پر جواب نہیں پڑھا جاتا۔`,
}

/** The letter as plain text and as simple HTML that wears the sender's name and colour. */
export function dressLetter(letter: Letter, dress: Dress, language: Language) {
  const { subject, lines, button, note } = letter
  const foot = feet[language](dress.name)
  const text = [
    ...lines,
    ...(button ? [`${button.label}:\n${button.url}`] : []),
    ...(note ? [note] : []),
    `-- \n${foot}`,
  ].join('\n\n')
  return { subject, text: `${text}\n`, html: htmlOf(letter, dress, language, foot) }
}

// Tables and inline styles: many mail programs know nothing else.
function htmlOf({ subject, lines, button, note }: Letter, { name, color }: Dress, language: Language, foot: string) {
  const direction = language === 'ur' ? 'rtl' : 'ltr'
  const font = language === 'ur' ? "'Noto Naskh Arabic', Tahoma, sans-serif" : 'Helvetica, Arial, sans-serif'
  const paragraph = (words: string, style = '') =>
    `<p style="margin:0 0 16px;${style}">${escapeHtml(words).replaceAll('\n', '<br>')}</p>`
  const action = button
    ? `<p style="margin:24px 0"><a href="${escapeHtml(button.url)}" style="background:${color};color:${inkOn(color)};padding:12px 20px;border-radius:6px;text-decoration:none;display:inline-block">${escapeHtml(button.label)}</a></p>
<p dir="ltr" style="margin:0 0 16px;font-size:12px;color:#667085;word-break:break-all">${escapeHtml(button.url)}</p>`
    : ''
  return `<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f5f6f7;font-family:${font};font-size:15px;line-height:1.6;color:#1d2939">
<table role="presentation" align="center" width="100%" style="max-width:520px;margin:0 auto;background:#ffffff;border-radius:8px;border-top:4px solid ${color}" cellpadding="0" cellspacing="0"><tr><td style="padding:24px 28px">
<p style="margin:0 0 20px;font-weight:bold;color:#101828">${escapeHtml(name)}</p>
${lines.map((line) => paragraph(line)).join('\n')}
${action}
${note ? paragraph(note, 'font-size:13px;color:#475467;') : ''}
</td></tr></table>
<p style="max-width:520px;margin:16px auto 0;font-size:12px;color:#667085">${escapeHtml(foot)}</p>
</body></html>
`
}

function escapeHtml(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Black or white, whichever reads better on the colour. */
function inkOn(color: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ]
  return red * 0.299 + green * 0.587 + blue * 0.114 > 160 ? '#101828' : '#ffffff'
}
