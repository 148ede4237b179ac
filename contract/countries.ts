// ISO 3166 country and its currency (ISO 4217), of the countries whose currency counts in whole minor units by the
// usual hundred, or by none. A country that is not here is written in as soon as somebody asks for it.
const currencies =
  'AE:AED AF:AFN AL:ALL AM:AMD AO:AOA AR:ARS AT:EUR AU:AUD AZ:AZN BA:BAM BB:BBD BD:BDT BE:EUR BG:EUR BJ:XOF BN:BND ' +
  'BO:BOB BR:BRL BS:BSD BT:BTN BW:BWP BY:BYN BZ:BZD CA:CAD CD:CDF CH:CHF CI:XOF CL:CLP CM:XAF CN:CNY CO:COP CR:CRC ' +
  'CY:EUR CZ:CZK DE:EUR DK:DKK DO:DOP DZ:DZD EC:USD EE:EUR EG:EGP ES:EUR ET:ETB FI:EUR FJ:FJD FR:EUR GA:XAF GB:GBP ' +
  'GE:GEL GH:GHS GR:EUR GT:GTQ GY:GYD HK:HKD HN:HNL HR:EUR HU:HUF ID:IDR IE:EUR IL:ILS IN:INR IS:ISK IT:EUR JM:JMD ' +
  'JP:JPY KE:KES KG:KGS KH:KHR KR:KRW KZ:KZT LA:LAK LB:LBP LK:LKR LT:EUR LU:EUR LV:EUR MA:MAD MD:MDL ME:EUR MG:MGA ' +
  'MK:MKD ML:XOF MM:MMK MN:MNT MT:EUR MU:MUR MV:MVR MW:MWK MX:MXN MY:MYR MZ:MZN NA:NAD NE:XOF NG:NGN NI:NIO NL:EUR ' +
  'NO:NOK NP:NPR NZ:NZD PA:USD PE:PEN PG:PGK PH:PHP PK:PKR PL:PLN PS:ILS PT:EUR PY:PYG QA:QAR RO:RON RS:RSD RU:RUB ' +
  'RW:RWF SA:SAR SC:SCR SE:SEK SG:SGD SI:EUR SK:EUR SL:SLE SN:XOF SO:SOS SS:SSP SV:USD SY:SYP TG:XOF TH:THB TJ:TJS ' +
  'TM:TMT TR:TRY TT:TTD TW:TWD TZ:TZS UA:UAH UG:UGX US:USD UY:UYU UZ:UZS VE:VES VN:VND YE:YER ZA:ZAR ZM:ZMW ZW:USD'

/** Country codes → the currency a practice there most likely bills in. */
export const currencyOf: Readonly<Record<string, string>> = Object.fromEntries(
  currencies.split(' ').map((pair) => pair.split(':') as [string, string]),
)
export const countries: readonly string[] = Object.keys(currencyOf)

// Where most people of a country with several zones live.
const mainZones: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CD: 'Africa/Kinshasa',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  GB: 'Europe/London',
  ID: 'Asia/Jakarta',
  IN: 'Asia/Kolkata',
  KZ: 'Asia/Almaty',
  MM: 'Asia/Yangon',
  MN: 'Asia/Ulaanbaatar',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NP: 'Asia/Kathmandu',
  NZ: 'Pacific/Auckland',
  PG: 'Pacific/Port_Moresby',
  PS: 'Asia/Hebron',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kyiv',
  US: 'America/New_York',
  UZ: 'Asia/Tashkent',
  VN: 'Asia/Ho_Chi_Minh',
}

/** The time zones of a country, the likeliest first. */
export function timeZonesOf(country: string): string[] {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] | undefined }
  const zones = locale.getTimeZones?.() ?? []
  const main = mainZones[country] ?? zones[0] ?? 'UTC'
  return [main, ...zones.filter((zone) => zone !== main)]
}

/** Whether this names a time zone, such as `Asia/Karachi`. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+$/.test(name) && name !== 'UTC') return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The country whose time it is where somebody sits; null: none that is known here. */
export function countryOfZone(zone: string): string | null {
  return countries.find((country) => timeZonesOf(country).includes(zone)) ?? null
}
