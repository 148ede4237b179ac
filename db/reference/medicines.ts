/**
 * Medicines of dentistry and general practice under their generic names, with the strengths and forms sold in
 * Pakistan. `group` is the substance family that allergy and duplicate warnings compare: two lines of one group
 * are a duplicate, and an allergy to `penicillin` meets every line of that group.
 */
export interface Medicine {
  generic: string
  strength: string
  form: string
  group: string
}

// group: generic | strengths and forms, one medicine each
const list = `
penicillin: Amoxicillin | 250 mg capsule, 500 mg capsule, 125 mg/5 ml suspension, 250 mg/5 ml suspension
penicillin: Co-amoxiclav | 375 mg tablet, 625 mg tablet, 1 g tablet, 156 mg/5 ml suspension, 312 mg/5 ml suspension
penicillin: Ampicillin | 250 mg capsule, 500 mg capsule
penicillin: Cloxacillin | 500 mg capsule
penicillin: Flucloxacillin | 500 mg capsule
penicillin: Phenoxymethylpenicillin | 250 mg tablet
cephalosporin: Cefalexin | 250 mg capsule, 500 mg capsule
cephalosporin: Cefradine | 500 mg capsule, 250 mg/5 ml suspension
cephalosporin: Cefuroxime | 250 mg tablet, 500 mg tablet
cephalosporin: Cefixime | 200 mg capsule, 400 mg capsule, 100 mg/5 ml suspension
cephalosporin: Ceftriaxone | 1 g injection
macrolide: Azithromycin | 250 mg capsule, 500 mg tablet, 200 mg/5 ml suspension
macrolide: Clarithromycin | 250 mg tablet, 500 mg tablet
macrolide: Erythromycin | 250 mg tablet, 500 mg tablet, 200 mg/5 ml suspension
nitroimidazole: Metronidazole | 200 mg tablet, 400 mg tablet, 200 mg/5 ml suspension, 500 mg/100 ml infusion
nitroimidazole: Tinidazole | 500 mg tablet
lincosamide: Clindamycin | 150 mg capsule, 300 mg capsule
lincosamide: Lincomycin | 500 mg capsule, 600 mg/2 ml injection
tetracycline: Doxycycline | 100 mg capsule
tetracycline: Minocycline | 50 mg capsule
fluoroquinolone: Ciprofloxacin | 250 mg tablet, 500 mg tablet
fluoroquinolone: Levofloxacin | 500 mg tablet
fluoroquinolone: Moxifloxacin | 400 mg tablet
sulfonamide: Co-trimoxazole | 480 mg tablet, 960 mg tablet
nsaid: Ibuprofen | 200 mg tablet, 400 mg tablet, 600 mg tablet, 100 mg/5 ml suspension
nsaid: Diclofenac sodium | 50 mg tablet, 100 mg SR tablet, 75 mg/3 ml injection
nsaid: Diclofenac potassium | 50 mg tablet
nsaid: Mefenamic acid | 250 mg tablet, 500 mg tablet, 50 mg/5 ml suspension
nsaid: Naproxen | 250 mg tablet, 500 mg tablet
nsaid: Naproxen sodium | 550 mg tablet
nsaid: Flurbiprofen | 100 mg tablet
nsaid: Ketorolac | 10 mg tablet, 30 mg/ml injection
nsaid: Aceclofenac | 100 mg tablet
nsaid: Etoricoxib | 60 mg tablet, 90 mg tablet
nsaid: Celecoxib | 100 mg capsule, 200 mg capsule
nsaid: Aspirin | 75 mg tablet, 300 mg tablet
paracetamol: Paracetamol | 500 mg tablet, 665 mg tablet, 120 mg/5 ml syrup, 250 mg/5 ml suspension, 1 g/100 ml infusion
paracetamol: Paracetamol with orphenadrine | 450 mg/35 mg tablet
opioid: Tramadol | 50 mg capsule, 100 mg/2 ml injection
opioid: Tramadol with paracetamol | 37.5 mg/325 mg tablet
local anaesthetic: Lignocaine | 2% gel, 10% spray, 2% with adrenaline 1:100,000 cartridge
local anaesthetic: Mepivacaine | 3% cartridge
local anaesthetic: Articaine | 4% with adrenaline 1:100,000 cartridge
local anaesthetic: Benzocaine | 20% gel
antiseptic: Chlorhexidine gluconate | 0.2% mouthwash, 0.12% mouthwash, 1% gel
antiseptic: Povidone-iodine | 1% gargle
antiseptic: Hydrogen peroxide | 1.5% mouthwash
antiseptic: Cetylpyridinium chloride | 0.05% mouthwash
benzydamine: Benzydamine | 0.15% mouthwash, 0.15% spray
fluoride: Sodium fluoride | 0.05% mouthwash, 5% varnish, 1.1% toothpaste
desensitising agent: Potassium nitrate | 5% toothpaste
oral gel: Choline salicylate | 8.7% gel
corticosteroid: Prednisolone | 5 mg tablet, 20 mg tablet
corticosteroid: Dexamethasone | 0.5 mg tablet, 4 mg/ml injection
corticosteroid: Triamcinolone | 0.1% oral paste
corticosteroid: Hydrocortisone | 100 mg injection, 1% cream
corticosteroid: Betamethasone | 0.5 mg soluble tablet
antifungal: Fluconazole | 50 mg capsule, 150 mg capsule
antifungal: Nystatin | 100,000 units/ml suspension
antifungal: Miconazole | 2% oral gel
antifungal: Clotrimazole | 1% mouth paint
antiviral: Aciclovir | 200 mg tablet, 400 mg tablet, 5% cream
antiviral: Valaciclovir | 500 mg tablet
proton pump inhibitor: Omeprazole | 20 mg capsule, 40 mg capsule
proton pump inhibitor: Esomeprazole | 20 mg capsule, 40 mg capsule
proton pump inhibitor: Pantoprazole | 40 mg tablet
h2 blocker: Famotidine | 20 mg tablet, 40 mg tablet
antacid: Aluminium and magnesium hydroxide | suspension
antiemetic: Metoclopramide | 10 mg tablet
antiemetic: Domperidone | 10 mg tablet
antiemetic: Ondansetron | 4 mg tablet
antihistamine: Cetirizine | 10 mg tablet, 5 mg/5 ml syrup
antihistamine: Loratadine | 10 mg tablet
antihistamine: Chlorphenamine | 4 mg tablet, 2 mg/5 ml syrup
antihistamine: Fexofenadine | 120 mg tablet
muscle relaxant: Tizanidine | 2 mg tablet, 4 mg tablet
muscle relaxant: Baclofen | 10 mg tablet
enzyme: Serratiopeptidase | 10 mg tablet
enzyme: Bromelain with trypsin | tablet
antifibrinolytic: Tranexamic acid | 250 mg capsule, 500 mg capsule
vitamin k: Phytomenadione | 10 mg/ml injection
anticonvulsant: Carbamazepine | 200 mg tablet
anticonvulsant: Gabapentin | 100 mg capsule, 300 mg capsule
anticonvulsant: Pregabalin | 50 mg capsule, 75 mg capsule
benzodiazepine: Diazepam | 5 mg tablet
benzodiazepine: Midazolam | 7.5 mg tablet
antidepressant: Amitriptyline | 10 mg tablet, 25 mg tablet
vitamin: Vitamin B complex | tablet
vitamin: Mecobalamin | 500 mcg tablet
vitamin: Ascorbic acid | 500 mg chewable tablet
vitamin: Cholecalciferol | 200,000 units capsule
mineral: Ferrous sulfate | 200 mg tablet
mineral: Folic acid | 5 mg tablet
mineral: Calcium carbonate with vitamin D | 500 mg/200 units tablet
mineral: Zinc sulfate | 20 mg/5 ml syrup
mucolytic: Ambroxol | 30 mg tablet
bronchodilator: Salbutamol | 2 mg tablet, 100 mcg inhaler
biguanide: Metformin | 500 mg tablet, 850 mg tablet
sulfonylurea: Glimepiride | 2 mg tablet
calcium channel blocker: Amlodipine | 5 mg tablet, 10 mg tablet
ace inhibitor: Lisinopril | 5 mg tablet, 10 mg tablet
angiotensin blocker: Losartan | 50 mg tablet
beta blocker: Bisoprolol | 2.5 mg tablet, 5 mg tablet
statin: Atorvastatin | 10 mg tablet, 20 mg tablet
statin: Rosuvastatin | 10 mg tablet
antiplatelet: Clopidogrel | 75 mg tablet
anticoagulant: Warfarin | 1 mg tablet, 5 mg tablet
thyroid hormone: Levothyroxine | 50 mcg tablet, 100 mcg tablet
catecholamine: Adrenaline | 1 mg/ml injection
oral rehydration salts: Oral rehydration salts | sachet
saliva substitute: Carmellose | 1% spray
`

const forms = [
  'tablet',
  'capsule',
  'suspension',
  'syrup',
  'injection',
  'infusion',
  'mouthwash',
  'gargle',
  'gel',
  'spray',
  'cream',
  'paste',
  'toothpaste',
  'varnish',
  'paint',
  'cartridge',
  'inhaler',
  'sachet',
]

export const medicines: Medicine[] = list
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [head, presentations] = line.split(' | ')
    const [group, generic] = head!.split(': ')
    return presentations!
      .split(/, (?=\d|[a-z])/)
      .map((text) => ({ group: group!, generic: generic!, ...presentation(text) }))
  })

/** `500 mg capsule` → strength and form; the qualifier of a form (`SR tablet`, `oral gel`) stays with the form. */
function presentation(text: string): { strength: string; form: string } {
  const words = text.split(' ')
  const last = words.length - 1
  if (!forms.includes(words[last]!)) throw new Error(`No form in the medicine "${text}"`)
  const from = ['SR', 'oral', 'mouth', 'soluble', 'chewable'].includes(words[last - 1] ?? '') ? last - 1 : last
  return { strength: words.slice(0, from).join(' '), form: words.slice(from).join(' ') }
}

/** How a medicine is written on a prescription: `Amoxicillin 500 mg capsule`. */
export const medicineName = (medicine: Medicine): string =>
  [medicine.generic, medicine.strength, medicine.form].filter(Boolean).join(' ')

/** The medicine written so, for the presets. Throws when the list has no such medicine. */
export function getMedicine(name: string): Medicine {
  const found = medicines.find((medicine) => medicineName(medicine) === name)
  if (!found) throw new Error(`No medicine "${name}"`)
  return found
}
