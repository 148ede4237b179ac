/** The same text with the digits 0 to 9: Urdu and Arabic keyboards have digits of their own, whose last four bits are their value. */
export function plainDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
}
