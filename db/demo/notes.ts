import type { Random } from './random.ts'

/**
 * What a dental visit of each kind is written down as: why the patient came, what was found and done, the
 * diagnosis, the preset that usually follows and what is billed beside the booked service. `{t}` is a tooth in
 * FDI numbering, `{d}` a duration as a patient tells it.
 */
export interface VisitStory {
  reasons: string[]
  notes: string[]
  diagnoses: string[]
  /** Keys of prescription presets, empty when the visit usually ends without one. */
  presets: string[]
  extras: string[]
}

const examined: VisitStory = {
  reasons: [
    'Pain on chewing, lower right',
    'Check-up',
    'Sensitivity to cold for {d}',
    'Bleeding gums',
    'Chipped tooth {t}',
  ],
  notes: [
    'Caries {t}, deep, not tender to percussion. Cold test positive, lingers under 5 s. Plan: filling, review in two weeks.',
    'Oral hygiene fair, calculus lower front. No new caries. Brushing shown with model. Recall in six months.',
    'Tender to percussion {t}, periapical X-ray shows widened ligament space. Options explained: root canal or extraction.',
    'Generalised gingival inflammation, pockets 3-4 mm. Scaling advised, patient will book.',
    'Fracture of enamel and dentine {t}, no pulp exposure. Sharp edge smoothed, composite build-up planned.',
  ],
  diagnoses: ['K02.1', 'K05.1', 'K04.0', 'K03.6', 'S02.5', 'Z01.2'],
  presets: ['', '', '', 'acute-pulpitis', 'sensitivity', 'gingivitis'],
  extras: ['', '', 'XRPA', 'OPG'],
}

const filled: VisitStory = {
  reasons: ['Filling {t}', 'Food gets stuck beside {t}', 'Lost filling {t}', 'Black spot on {t}'],
  notes: [
    'LA 2% lignocaine with adrenaline, rubber dam. Caries removed {t}, composite A2 in layers, occlusion checked, polished.',
    'Old filling {t} removed, secondary caries excavated, liner placed, restored with composite. Patient comfortable.',
    'Class II {t}, sectional matrix, composite A3. Contact tight. Told that sensitivity may last a week.',
  ],
  diagnoses: ['K02.1', 'K02.1', 'K02.0', 'K02.8'],
  presets: ['', '', '', 'sensitivity'],
  extras: ['', '', '', 'XRPA'],
}

const rootCanal: VisitStory = {
  reasons: ['Toothache at night, {t}', 'Root canal, second visit {t}', 'Pain with hot drinks for {d}'],
  notes: [
    'Access opened {t}, working length by apex locator, canals shaped and irrigated with NaOCl, calcium hydroxide, temporary filling.',
    'Second visit {t}: no symptoms. Canals obturated with gutta-percha, X-ray satisfactory. Crown advised within a month.',
    'Irreversible pulpitis {t}. Pulp extirpated, three canals, bleeding controlled, closed with temporary filling.',
  ],
  diagnoses: ['K04.0', 'K04.1', 'K04.5', 'K04.7'],
  presets: ['root-canal', 'root-canal', 'acute-pulpitis', 'dental-abscess', ''],
  extras: ['XRPA', 'XRPA', ''],
}

const extracted: VisitStory = {
  reasons: [
    'Tooth {t} to be removed',
    'Broken tooth, cannot be saved',
    'Swelling and pain for {d}',
    'Wisdom tooth pain',
  ],
  notes: [
    'LA given, {t} luxated and removed whole, socket curetted, haemostasis with pressure. Instructions given in writing.',
    'Non-restorable {t}. Extraction uneventful, two sutures 3-0 silk, review in a week.',
    'Partially erupted {t}, flap raised, bone guttered, tooth sectioned and removed. Lower lip sensation to be checked tomorrow.',
  ],
  diagnoses: ['K04.7', 'K01.1', 'K08.3', 'K02.5'],
  presets: ['post-extraction', 'post-extraction', 'surgical-extraction'],
  extras: ['', 'XRPA', 'OPG'],
}

const cleaned: VisitStory = {
  reasons: ['Cleaning', 'Bleeding when brushing', 'Bad breath', 'Tea stains before a wedding'],
  notes: [
    'Full-mouth ultrasonic scaling and polishing. Heavy calculus lower front, bleeding on probing 30 %. Floss shown.',
    'Scaling done, pockets up to 5 mm at molars: root planing planned per quadrant. Smoker, advised to stop.',
    'Stain removed with air polishing. Gums healthy after last visit. Recall in six months.',
  ],
  diagnoses: ['K05.1', 'K03.6', 'K05.3', 'R19.6'],
  presets: ['gingivitis', 'gingivitis', '', 'periodontitis'],
  extras: ['', '', '', 'FLUO'],
}

const braced: VisitStory = {
  reasons: ['Braces adjustment', 'Wire poking the cheek', 'Bracket came off {t}', 'Crowded front teeth'],
  notes: [
    'Upper 0.016 NiTi changed to 0.018 SS, lower power chain canine to canine. Oral hygiene good. Next in four weeks.',
    'Bracket {t} rebonded, ligatures changed, class II elastics at night. Next in four weeks.',
    'Space closing well, midline 1 mm to the left. Colour of ligatures chosen by the patient: blue.',
  ],
  diagnoses: ['K07.3', 'K07.2', 'Z46.4'],
  presets: [''],
  extras: [''],
}

const crowned: VisitStory = {
  reasons: ['Crown {t}', 'Crown came off {t}', 'Missing tooth, wants it replaced', 'Impression for denture'],
  notes: [
    'Tooth {t} prepared for crown, retraction cord, silicone impression, shade A2, temporary crown cemented. Lab seven days.',
    'Crown {t} tried in, margins and contact good, cemented with glass ionomer, excess removed. Bite checked.',
    'Impressions taken, bite registered, shade chosen together with the patient. Try-in next week.',
  ],
  diagnoses: ['K08.1', 'K02.9', 'K08.8', 'Z46.3'],
  presets: ['', '', 'root-canal'],
  extras: ['', '', 'XRPA'],
}

const implanted: VisitStory = {
  reasons: ['Implant {t}', 'Wants a fixed tooth at {t}'],
  notes: [
    'Implant 4.0 x 10 mm placed at {t}, 35 Ncm, cover screw, primary closure. X-ray control good. Stitches out in ten days.',
    'Bone width 7 mm at {t} on CBCT. Implant placed flapless, healing abutment. Loading after three months.',
  ],
  diagnoses: ['K08.1'],
  presets: ['implant-surgery'],
  extras: ['XRPA', 'CBCT'],
}

const whitened: VisitStory = {
  reasons: ['Whitening', 'Wants lighter teeth before a wedding'],
  notes: ['Shade A3.5 before, A1 after three cycles of 15 minutes, gums isolated. White diet for 48 hours.'],
  diagnoses: ['K03.7'],
  presets: ['sensitivity', ''],
  extras: [''],
}

const storyByCategory: Record<string, VisitStory> = {
  Diagnosis: examined,
  Imaging: examined,
  Prevention: cleaned,
  Restorative: filled,
  Endodontics: rootCanal,
  Prosthetics: crowned,
  Surgery: extracted,
  Orthodontics: braced,
  Cosmetic: whitened,
  Periodontics: cleaned,
}

/** The story that fits a service of this category and code. */
export const storyOf = (category: string, code: string): VisitStory =>
  code === 'IMPL' ? implanted : code === 'SCAL' ? cleaned : (storyByCategory[category] ?? examined)

const adultTeeth = [1, 2, 3, 4].flatMap((quadrant) =>
  [1, 2, 3, 4, 5, 6, 6, 7, 7, 8].map((tooth) => `${quadrant}${tooth}`),
)
const milkTeeth = [5, 6, 7, 8].flatMap((quadrant) => [1, 2, 3, 4, 5].map((tooth) => `${quadrant}${tooth}`))
const durations = ['two days', 'three days', 'a week', 'ten days', 'two weeks', 'a month']

/** A tooth in FDI numbering; children under seven have milk teeth. */
export const tooth = (random: Random, ageYears: number) => random.pick(ageYears < 7 ? milkTeeth : adultTeeth)

export const written = (random: Random, text: string, toothNumber: string) =>
  text.replace('{t}', toothNumber).replace('{d}', text.includes('{d}') ? random.pick(durations) : '')

// Lines a patient's record may start with, by whom they can be true of.
const histories = [
  { text: 'Type 2 diabetes, on metformin', from: 30 },
  { text: 'Hypertension, on amlodipine', from: 35 },
  { text: 'Asthma, carries an inhaler', from: 4 },
  { text: 'Hepatitis C treated, cleared', from: 18 },
  { text: 'Pregnant, second trimester', from: 19, to: 42, sex: 'female' },
  { text: 'On aspirin since a stent', from: 45 },
  { text: 'Gag reflex strong, prefers the chair upright', from: 5 },
  { text: 'Anxious after an earlier extraction', from: 5 },
  { text: 'Smoker, about ten a day', from: 18 },
  { text: 'Chews paan', from: 16 },
]

/** What a record starts with; empty where what was drawn cannot be true of this person. */
export function history(random: Random, { sex, ageYears }: { sex: string; ageYears: number }): string {
  const { text, from, to = 130, sex: only = sex } = random.pick(histories)
  return ageYears >= from && ageYears <= to && sex === only ? text : ''
}

interface Allergy {
  substance: string
  group: string
  reaction: string
  severity: 'mild' | 'moderate' | 'severe'
  weight: number
}

/** Substance as the medicines' groups name it, with what happened. About one patient in fifteen has one. */
export const allergies: Allergy[] = [
  { substance: 'Penicillin', group: 'penicillin', reaction: 'rash', severity: 'moderate', weight: 10 },
  { substance: 'Ibuprofen', group: 'nsaid', reaction: 'wheezing', severity: 'severe', weight: 4 },
  { substance: 'Sulfonamides', group: 'sulfonamide', reaction: 'rash', severity: 'moderate', weight: 3 },
  { substance: 'Metronidazole', group: 'nitroimidazole', reaction: 'vomiting', severity: 'mild', weight: 2 },
  {
    substance: 'Lignocaine',
    group: 'local anaesthetic',
    reaction: 'fainting, to be clarified',
    severity: 'severe',
    weight: 1,
  },
  { substance: 'Latex', group: 'latex', reaction: 'itching', severity: 'mild', weight: 2 },
]

/** Why an appointment was cancelled. */
export const cancellations = [
  'Patient called: travelling',
  'Patient called: feels better',
  'Exam week, will call again',
  'Family event',
  'Doctor unavailable',
  'Booked twice by mistake',
]
