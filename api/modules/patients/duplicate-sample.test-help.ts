import { type Comparison, compare, duplicateKeys, type Person } from './duplicates.ts'

/** A numbered person of a made-up town; records with the same `truth` are one person. */
export type SampleRecord = { id: string; truth: number; household: number; person: Person }

/** Mulberry32: the same seed makes the same town on every machine. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const BOYS =
  'Ali,Hamza,Bilal,Usman,Umar,Hassan,Hussain,Saad,Zain,Faisal,Imran,Kamran,Adnan,Shahid,Tariq,Asad,Waqas,Junaid,Rizwan,Salman,Farhan,Nadeem,Arslan,Danish,Haris,Owais,Talha,Yousuf,Ibrahim,Muhammad Ali,Muhammad Hamza,Muhammad Usman,Muhammad Bilal,Ali Raza,Ali Hassan,Abdul Rehman,Abdul Rahim,Abdullah,Ahmed,Muhammad Ahmed,Ghulam Mustafa,Syed Haider'.split(
    ',',
  )
const GIRLS =
  'Ayesha,Fatima,Zainab,Maryam,Khadija,Hina,Hira,Sana,Saba,Amna,Aaliyah,Sidra,Iqra,Rabia,Nadia,Shazia,Bushra,Samina,Kiran,Mehwish,Noor Fatima,Sumaira,Uzma,Farah,Tahira,Naila,Rukhsana,Parveen,Nasreen,Kulsoom,Sadia,Mahnoor,Areeba,Laiba'.split(
    ',',
  )
const FAMILIES =
  'Khan,Malik,Ahmed,Hussain,Sheikh,Qureshi,Butt,Chaudhry,Raja,Mirza,Siddiqui,Ansari,Bhatti,Rana,Awan,Abbasi,Baig,Gondal,Javed,Iqbal,Mehmood,Nawaz,Rashid,Saleem,Shah,Tahir,Yousafzai,Afridi,Khattak,Baloch,Memon,Soomro,Jatoi,Mengal,Dar,Lodhi'.split(
    ',',
  )
const STREETS =
  'Gulberg,Model Town,Johar Town,Garden Town,Satellite Town,Cantt Road,Canal View,Shadman,Iqbal Road,Jinnah Avenue,Kashmir Road,Mall Road,Circular Road,Askari Lane'.split(
    ',',
  )

/** `households` families of two to six: parents, siblings, one pair of twins in thirty; they share surname, phone and address. */
export function makeTown(households: number, random: () => number): SampleRecord[] {
  const pick = <T>(list: T[]) => list[Math.floor(random() * list.length)]!
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1))
  const day = (year: number) =>
    `${year}-${String(whole(1, 12)).padStart(2, '0')}-${String(whole(1, 28)).padStart(2, '0')}`
  const digits = (count: number) => Array.from({ length: count }, () => whole(0, 9)).join('')

  const town: SampleRecord[] = []
  for (let household = 0; household < households; household++) {
    const familyName = pick(FAMILIES)
    const shared = {
      familyName,
      phone: `+923${digits(9)}`,
      address: `House ${whole(1, 400)}, ${pick(STREETS)}`,
      city: pick(['Lahore', 'Karachi', 'Multan', 'Quetta']),
    }
    const parentId = digits(13)
    const names = new Set<string>()
    const size = whole(2, 6)
    const twins = random() < 0.033
    let youngest = ''
    for (let place = 0; place < size; place++) {
      const male = place === 0 || (place > 1 && random() < 0.5)
      let givenName = pick(male ? BOYS : GIRLS)
      // Parents do not call one son Bilal and the next Muhammad Bilal.
      while (names.has(called(givenName))) givenName = pick(male ? BOYS : GIRLS)
      names.add(called(givenName))
      const bornOn: string = twins && place === 3 ? youngest : day(place < 2 ? whole(1955, 1990) : whole(1992, 2024))
      youngest = bornOn
      // One child in three is registered under the father's identity card.
      const nationalId = place === 0 ? parentId : place === 1 ? digits(13) : random() < 0.33 ? parentId : null
      const person: Person = { ...shared, givenName, bornOn, sex: male ? 'male' : 'female', nationalId }
      town.push({ id: `p${town.length}`, truth: town.length, household, person })
    }
  }
  return town
}

const called = (name: string) => name.split(' ').at(-1)!

const SPELLINGS: [RegExp, string[]][] = [
  [/Muhammad/, ['Mohammad', 'Mohd', 'Mohammed', 'M']],
  [/Hussain/, ['Husain', 'Hussein']],
  [/Ayesha/, ['Aisha', 'Aysha']],
  [/Ahmed/, ['Ahmad']],
  [/Usman/, ['Osman']],
  [/Umar/, ['Omar', 'Umer']],
  [/Yousuf/, ['Yusuf']],
  [/Chaudhry/, ['Choudhary']],
  [/Sheikh/, ['Shaikh']],
  [/Qureshi/, ['Quraishi']],
  [/Fatima/, ['Fatimah']],
  [/Zainab/, ['Zaynab']],
  [/Abdul Rehman/, ['Abdur Rehman', 'Abdul Rahman']],
  [/oo/, ['u']],
  [/ee/, ['i']],
]

/** A second registration of a person as a busy desk makes it: one to three slips. */
export function registerAgain(original: SampleRecord, id: string, random: () => number): SampleRecord {
  const person = { ...original.person }
  const times = 1 + Math.floor(random() * 3)
  for (let slip = 0; slip < times; slip++) SLIPS[Math.floor(random() * SLIPS.length)]!(person, random)
  return { ...original, id, person }
}

type Slip = (person: Person, random: () => number) => void
const SLIPS: Slip[] = [
  (person, random) => {
    person.givenName = typo(person.givenName ?? '', random)
  },
  (person, random) => {
    person.familyName = typo(person.familyName ?? '', random)
  },
  (person) => {
    ;[person.givenName, person.familyName] = [person.familyName, person.givenName]
  },
  (person) => {
    person.fullName ??= `${person.givenName} ${person.familyName}`
    person.givenName = person.familyName = null
  },
  (person, random) => {
    person.givenName = respell(person.givenName ?? '', random)
    person.familyName = respell(person.familyName ?? '', random)
  },
  (person) => {
    const [year, month, day] = (person.bornOn ?? '').split('-')
    if (Number(day) <= 12) person.bornOn = `${year}-${day}-${month}`
  },
  (person, random) => {
    person.bornOn = (person.bornOn ?? '').replace(/\d$/, String(Math.floor(random() * 8) + 1)) || null
  },
  (person) => {
    person.bornOn = null
  },
  (person, random) => {
    person.phone = `+923${String(Math.floor(random() * 1e9)).padStart(9, '0')}`
  },
  (person) => {
    person.phone = null
  },
  (person) => {
    person.nationalId = null
  },
  (person) => {
    person.address = null
  },
  (person, random) => {
    person.address = `Flat ${Math.floor(random() * 90) + 1}, Blue Area`
  },
  (person) => {
    person.sex = null
  },
]

function respell(name: string, random: () => number): string {
  const rule = SPELLINGS.find(([from]) => from.test(name))
  return rule ? name.replace(rule[0], rule[1][Math.floor(random() * rule[1].length)]!) : name
}

function typo(word: string, random: () => number): string {
  if (word.length < 4) return word
  const at = 1 + Math.floor(random() * (word.length - 2))
  const kind = Math.floor(random() * 4)
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1)
  if (kind === 1) return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
  const letter = 'aeinrst'[Math.floor(random() * 7)]!
  return kind === 2 ? word.slice(0, at) + letter + word.slice(at + 1) : word.slice(0, at) + letter + word.slice(at)
}

type Proposal<Id> = Comparison & { a: Id; b: Id }

/** A key shared by more people than this says nothing; they are found by their narrower keys. */
const crowd = 60

/**
 * Every pair of one list that may be one person, best first. Only people who share a key are compared,
 * so the work grows with the list, not with its square.
 */
export function proposeDuplicates<Id>(people: { id: Id; person: Person }[]): Proposal<Id>[] {
  const blocks = new Map<string, number[]>()
  people.forEach(({ person }, index) => {
    for (const key of duplicateKeys(person)) {
      const block = blocks.get(key)
      if (block) block.push(index)
      else blocks.set(key, [index])
    }
  })

  const seen = new Set<number>()
  const found: Proposal<Id>[] = []
  for (const block of blocks.values()) {
    if (block.length > crowd) continue
    for (let i = 0; i < block.length; i++) {
      for (let j = i + 1; j < block.length; j++) {
        const pair = block[i]! * people.length + block[j]!
        if (seen.has(pair)) continue
        seen.add(pair)
        const [a, b] = [people[block[i]!]!, people[block[j]!]!]
        const comparison = compare(a.person, b.person)
        if (comparison.verdict !== 'different') found.push({ a: a.id, b: b.id, ...comparison })
      }
    }
  }
  return found.sort((x, y) => y.score - x.score)
}
