const none = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')
const three = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')

/**
 * Decimal places of a currency's minor unit, by ISO 4217. Intl cannot be asked: it follows local
 * habit and says 0 for the Pakistani rupee, whose minor unit is the hundredth.
 */
export function minorDigits(currency: string): number {
  if (none.includes(currency)) return 0
  return three.includes(currency) ? 3 : 2
}
