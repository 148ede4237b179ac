/**
 * Where the sample group's branches stand: 9 cities in 3 regions, 40 neighbourhoods. The neighbourhoods and area
 * codes are real, the addresses and telephone numbers are not anybody's.
 */
export interface City {
  name: string
  region: 'Central' | 'North' | 'South'
  /** Area code without the leading zero. */
  areaCode: string
  hospitals: string[]
}

export interface Branch {
  /** Stable key of the branch, also its sub-domain: `gulberg`, at higher scales `gulberg-2`. */
  slug: string
  /** Stands in patient and document numbers. */
  code: string
  name: string
  city: City
  address: string
  phone: string
  /** Streets near by, for the patients' addresses. */
  streets: string[]
}

const lahore = city('Lahore', 'Central', '42', ['Jinnah Hospital', 'Services Hospital', 'Mayo Hospital'])
const faisalabad = city('Faisalabad', 'Central', '41', ['Allied Hospital', 'Faisal Hospital'])
const multan = city('Multan', 'Central', '61', ['Nishtar Hospital', 'Bakhtawar Amin Hospital'])
const islamabad = city('Islamabad', 'North', '51', ['PIMS', 'Shifa International Hospital'])
const rawalpindi = city('Rawalpindi', 'North', '51', ['Holy Family Hospital', 'Benazir Bhutto Hospital'])
const peshawar = city('Peshawar', 'North', '91', ['Lady Reading Hospital', 'Hayatabad Medical Complex'])
const karachi = city('Karachi', 'South', '21', ['Civil Hospital', 'Jinnah Postgraduate Medical Centre'])
const hyderabad = city('Hyderabad', 'South', '22', ['Liaquat University Hospital'])
const quetta = city('Quetta', 'South', '81', ['Bolan Medical Complex Hospital', 'Civil Hospital Quetta'])

export const cities = [lahore, faisalabad, multan, islamabad, rawalpindi, peshawar, karachi, hyderabad, quetta]

// city, slug, code, name, address
const sites: [City, string, string, string, string][] = [
  [lahore, 'gulberg', 'GUL', 'Gulberg', '24-C Main Boulevard, Gulberg III'],
  [lahore, 'dha-lahore', 'DHL', 'DHA Phase 5', '118-CCA, Phase 5, DHA'],
  [lahore, 'johar-town', 'JOT', 'Johar Town', '7-A Block R1, Khayaban-e-Firdousi, Johar Town'],
  [lahore, 'model-town', 'MOT', 'Model Town', '45 Bank Square, Block C, Model Town'],
  [lahore, 'iqbal-town', 'IQT', 'Allama Iqbal Town', '312 Moon Market, Allama Iqbal Town'],
  [lahore, 'wapda-town', 'WAP', 'Wapda Town', '56-F2 Main Boulevard, Wapda Town'],
  [lahore, 'bahria-lahore', 'BHL', 'Bahria Town Lahore', '88 Commercial Sector C, Bahria Town'],
  [lahore, 'garden-town', 'GAT', 'Garden Town', '19 Ahmad Block, Barkat Market, Garden Town'],
  [lahore, 'cantt-lahore', 'CTL', 'Lahore Cantt', '11 Tufail Road, Saddar, Lahore Cantt'],
  [lahore, 'samanabad', 'SAM', 'Samanabad', '203 Main Road, N Block, Samanabad'],
  [faisalabad, 'd-ground', 'DGR', 'D Ground', '41-A D Ground, Peoples Colony No. 1'],
  [faisalabad, 'madina-town', 'MAD', 'Madina Town', '97-X Susan Road, Madina Town'],
  [faisalabad, 'jinnah-colony', 'JIN', 'Jinnah Colony', '15 Jinnah Colony, near Clock Tower'],
  [multan, 'gulgasht', 'GLG', 'Gulgasht Colony', '62 Bosan Road, Gulgasht Colony'],
  [multan, 'cantt-multan', 'CTM', 'Multan Cantt', '8 Abdali Road, Multan Cantt'],
  [multan, 'wapda-multan', 'WPM', 'Wapda Town Multan', '23 Phase 1 Commercial, Wapda Town'],
  [islamabad, 'f-7', 'F7', 'F-7 Markaz', '3 Jinnah Super Market, F-7 Markaz'],
  [islamabad, 'f-10', 'F10', 'F-10 Markaz', '14 Tariq Market, F-10/2'],
  [islamabad, 'g-9', 'G9', 'G-9 Karachi Company', '27 Commercial Centre, G-9 Markaz'],
  [islamabad, 'i-8', 'I8', 'I-8 Markaz', '5 Executive Plaza, I-8 Markaz'],
  [islamabad, 'dha-islamabad', 'DHI', 'DHA Phase 2', '71 Business District, DHA Phase 2'],
  [rawalpindi, 'saddar-pindi', 'SDR', 'Saddar', '36 Bank Road, Saddar'],
  [rawalpindi, 'satellite-town', 'SAT', 'Satellite Town', '129 Commercial Market, Satellite Town'],
  [rawalpindi, 'bahria-pindi', 'BHP', 'Bahria Town Phase 7', '44 Spring North, Bahria Town Phase 7'],
  [peshawar, 'university-town', 'UNI', 'University Town', '21 Jamrud Road, University Town'],
  [peshawar, 'hayatabad', 'HAY', 'Hayatabad', '9 Phase 3 Chowk, Hayatabad'],
  [peshawar, 'saddar-peshawar', 'SDP', 'Peshawar Saddar', '52 Sunehri Masjid Road, Saddar'],
  [karachi, 'clifton', 'CLF', 'Clifton', '17 Khayaban-e-Roomi, Block 5, Clifton'],
  [karachi, 'dha-karachi', 'DHK', 'DHA Phase 6', '80-C Khayaban-e-Shahbaz, Phase 6, DHA'],
  [karachi, 'gulshan', 'GIQ', 'Gulshan-e-Iqbal', '233 Block 13-D, University Road, Gulshan-e-Iqbal'],
  [karachi, 'nazimabad', 'NAZ', 'North Nazimabad', '64 Block H, Hyderi, North Nazimabad'],
  [karachi, 'bahadurabad', 'BAH', 'Bahadurabad', '12 Char Minar Chowrangi, Bahadurabad'],
  [karachi, 'pechs', 'PEC', 'PECHS', '150-A Block 2, Tariq Road, PECHS'],
  [karachi, 'malir', 'MAL', 'Malir Cantt', '6 Shopping Complex, Malir Cantt'],
  [karachi, 'saddar-karachi', 'SDK', 'Saddar Karachi', '29 Zaibunnisa Street, Saddar'],
  [karachi, 'federal-b-area', 'FBA', 'Federal B Area', '310 Block 10, Shahrah-e-Pakistan, F.B. Area'],
  [hyderabad, 'latifabad', 'LAT', 'Latifabad', '77 Unit No. 7, Latifabad'],
  [hyderabad, 'qasimabad', 'QAS', 'Qasimabad', '18 Main Wadhu Wah Road, Qasimabad'],
  [quetta, 'jinnah-road', 'JRD', 'Jinnah Road', '40 Jinnah Road, Quetta'],
  [quetta, 'quetta-cantt', 'QTC', 'Quetta Cantt', '2 Chiltan Road, Quetta Cantt'],
]

/** How many branches one unit of scale has. */
export const branchesPerScale = sites.length

/** The branches at a scale: 40 of them at 1, the first ones below it, a second round (`gulberg-2`) above. */
export function branchesAt(scale: number): Branch[] {
  const count = Math.max(1, Math.round(sites.length * scale))
  return Array.from({ length: count }, (_, index) => {
    const [place, slug, code, name, address] = sites[index % sites.length]!
    const round = Math.floor(index / sites.length) + 1
    return {
      slug: round === 1 ? slug : `${slug}-${round}`,
      code: round === 1 ? code : `${code}${round}`,
      name: round === 1 ? name : `${name} ${round}`,
      city: place,
      address,
      // A block of zeros is given to nobody.
      phone: `+92${place.areaCode}${(place.areaCode === '21' || place.areaCode === '42' ? 30000000 : 3000000) + index}`,
      streets: streetsNear(address),
    }
  })
}

/** Block letters and street numbers of the same neighbourhood, enough for five hundred households. */
function streetsNear(address: string): string[] {
  const area = address.split(', ').slice(1).join(', ')
  return ['Street 3', 'Street 7', 'Street 12', 'Street 18', 'Block A', 'Block B', 'Block D', 'Main Road'].map(
    (street) => `${street}, ${area}`,
  )
}

function city(name: string, region: City['region'], areaCode: string, hospitals: string[]): City {
  return { name, region, areaCode, hospitals }
}

// Prefixes that no operator had opened when this was written, in the shape of a Pakistani mobile number.
const mobilePrefixes = ['329', '339', '349']

/** The n-th sample mobile, E.164. Different for every n below three million, and scattered so that they look drawn. */
export function mobile(n: number): string {
  // 654,321 shares no factor with a million, so n -> n * k mod 10^6 never repeats inside a prefix.
  const scattered = (Math.floor(n / 3) * 654321) % 1_000_000
  return `+92${mobilePrefixes[n % 3]}0${String(scattered).padStart(6, '0')}`
}
