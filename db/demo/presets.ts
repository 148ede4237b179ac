import { getMedicine, type Medicine } from '#db/reference/medicines.ts'

/**
 * Prescription presets of the sample group, adult doses as usual in dental practice, shaped for a doctor to edit:
 * dose is morning-noon-night in units of the form (`1-0-1`), or a sentence where counting does not fit.
 */
export interface PresetLine {
  medicine: Medicine
  dose: string
  days: number
  note: string
}

export interface Preset {
  key: string
  name: string
  lines: PresetLine[]
  advice: { en: string; ur: string }
}

const amoxicillin = 'Amoxicillin 500 mg capsule'
const metronidazole = 'Metronidazole 400 mg tablet'
const ibuprofen = 'Ibuprofen 400 mg tablet'
const paracetamol = 'Paracetamol 500 mg tablet'
const chlorhexidine = 'Chlorhexidine gluconate 0.2% mouthwash'

const rinse = line(chlorhexidine, '10 ml rinse, morning and night', 7, 'hold for one minute, do not swallow')
const ibuprofenAfterMeals = line(ibuprofen, '1-1-1', 3, 'after meals')

export const presets: Preset[] = [
  preset(
    'post-extraction',
    'After extraction',
    [ibuprofenAfterMeals, line(paracetamol, '2-2-2', 2, 'if pain remains')],
    'Bite on the gauze for 30 minutes. No rinsing, hot food or smoking today; from tomorrow rinse gently with warm salt water.',
    'روئی کو 30 منٹ دبا کر رکھیں۔ آج کلی، گرم چیزوں اور سگریٹ سے پرہیز کریں؛ کل سے نیم گرم نمکین پانی سے آہستہ کلی کریں۔',
  ),
  preset(
    'surgical-extraction',
    'After wisdom tooth surgery',
    [
      line('Co-amoxiclav 625 mg tablet', '1-0-1', 5, 'after meals'),
      line('Naproxen sodium 550 mg tablet', '1-0-1', 3, 'after meals'),
      line('Omeprazole 20 mg capsule', '1-0-0', 5, 'before breakfast'),
      line(chlorhexidine, '10 ml rinse, morning and night', 7, 'from tomorrow, do not swallow'),
    ],
    'Cold pack 10 minutes on, 10 off today. Soft food for three days. Stitches come out after seven days.',
    'آج 10 منٹ ٹھنڈی ٹکور کریں، پھر 10 منٹ وقفہ دیں۔ تین دن نرم غذا لیں۔ ٹانکے سات دن بعد نکالے جائیں گے۔',
  ),
  preset(
    'root-canal',
    'Root canal, between visits',
    [ibuprofenAfterMeals],
    'Chew on the other side until the tooth has its crown. Come back at once if swelling starts.',
    'دانت پر کراؤن لگنے تک دوسری طرف سے چبائیں۔ سوجن ہو تو فوراً تشریف لائیں۔',
  ),
  preset(
    'acute-pulpitis',
    'Acute pulpitis',
    [
      line('Diclofenac potassium 50 mg tablet', '1-0-1', 3, 'after meals'),
      line(paracetamol, '2-2-2', 3, 'if pain remains'),
    ],
    'An antibiotic does not help this pain; the tooth needs treatment. Avoid very hot and very cold food.',
    'اس درد میں اینٹی بائیوٹک فائدہ نہیں دیتی؛ دانت کا علاج ضروری ہے۔ بہت گرم اور بہت ٹھنڈی چیزوں سے پرہیز کریں۔',
  ),
  preset(
    'dental-abscess',
    'Dental abscess with swelling',
    [
      line(amoxicillin, '1-1-1', 5, ''),
      line(metronidazole, '1-1-1', 5, 'after meals, no alcohol'),
      ibuprofenAfterMeals,
    ],
    'Finish the course even when the pain has gone. Go to a hospital if you cannot open your mouth, swallow or breathe freely.',
    'درد ختم ہونے پر بھی دوا کا کورس مکمل کریں۔ منہ کھولنے، نگلنے یا سانس لینے میں دشواری ہو تو فوراً ہسپتال جائیں۔',
  ),
  preset(
    'abscess-penicillin-allergy',
    'Dental abscess, allergic to penicillin',
    [line('Clindamycin 300 mg capsule', '1-1-1', 5, 'with a full glass of water'), line(paracetamol, '2-2-2', 3, '')],
    'Stop and call us if you get diarrhoea or a rash.',
    'دست یا جلد پر دانے ہوں تو دوا بند کر کے ہمیں فون کریں۔',
  ),
  preset(
    'pericoronitis',
    'Pericoronitis',
    [line(metronidazole, '1-1-1', 3, 'after meals, no alcohol'), ibuprofenAfterMeals, rinse],
    'Warm salt water rinses four times a day. Keep brushing behind the last tooth.',
    'دن میں چار بار نیم گرم نمکین پانی سے کلی کریں۔ آخری دانت کے پیچھے بھی برش کریں۔',
  ),
  preset(
    'dry-socket',
    'Dry socket',
    [line('Diclofenac sodium 50 mg tablet', '1-0-1', 5, 'after meals'), rinse],
    'The dressing is changed every second day until the pain settles. Please do not smoke.',
    'درد ختم ہونے تک پٹی ہر دوسرے دن بدلی جائے گی۔ براہ کرم سگریٹ نہ پئیں۔',
  ),
  preset(
    'gingivitis',
    'Gingivitis, after scaling',
    [rinse],
    'Brush twice a day with a soft brush, clean between the teeth once a day. Bleeding stops within two weeks.',
    'نرم برش سے دن میں دو بار دانت صاف کریں اور ایک بار دانتوں کے درمیان صفائی کریں۔ خون آنا دو ہفتوں میں رک جائے گا۔',
  ),
  preset(
    'necrotising-gingivitis',
    'Necrotising gingivitis',
    [line(metronidazole, '1-1-1', 3, 'after meals, no alcohol'), ibuprofenAfterMeals, rinse],
    'Rest, drink plenty, stop smoking. Deep cleaning follows when the pain allows.',
    'آرام کریں، پانی زیادہ پئیں، سگریٹ چھوڑ دیں۔ درد کم ہونے پر گہری صفائی ہو گی۔',
  ),
  preset(
    'periodontitis',
    'Periodontitis, after root planing',
    [line(paracetamol, '2-0-2', 2, 'if needed'), rinse],
    'Some sensitivity to cold is usual for two weeks. Next check in six weeks.',
    'دو ہفتے تک ٹھنڈا لگنا معمول کی بات ہے۔ اگلا معائنہ چھ ہفتے بعد ہو گا۔',
  ),
  preset(
    'sensitivity',
    'Sensitive teeth',
    [line('Potassium nitrate 5% toothpaste', 'brush morning and night', 30, 'do not rinse afterwards')],
    'Avoid sour drinks; wait half an hour after them before brushing.',
    'کھٹے مشروبات سے پرہیز کریں؛ ان کے آدھے گھنٹے بعد برش کریں۔',
  ),
  preset(
    'mouth-ulcers',
    'Mouth ulcers',
    [
      line('Triamcinolone 0.1% oral paste', 'thin layer on each ulcer, three times a day', 5, 'after meals'),
      line('Vitamin B complex tablet', '1-0-0', 15, ''),
    ],
    'Come back if an ulcer has not healed after two weeks.',
    'اگر چھالا دو ہفتے میں ٹھیک نہ ہو تو دوبارہ تشریف لائیں۔',
  ),
  preset(
    'oral-thrush',
    'Oral thrush',
    [line('Nystatin 100,000 units/ml suspension', '1 ml held in the mouth, four times a day', 7, 'after meals')],
    'Take dentures out at night and clean them separately.',
    'رات کو مصنوعی دانت اتار کر الگ سے صاف کریں۔',
  ),
  preset(
    'cold-sore',
    'Cold sore',
    [line('Aciclovir 5% cream', 'thin layer, five times a day', 5, 'from the first tingling')],
    'Wash your hands after touching it; do not share cups or towels.',
    'چھونے کے بعد ہاتھ دھوئیں؛ گلاس اور تولیہ کسی کے ساتھ استعمال نہ کریں۔',
  ),
  preset(
    'jaw-joint-pain',
    'Jaw joint pain',
    [
      line('Naproxen 250 mg tablet', '1-0-1', 7, 'after meals'),
      line('Tizanidine 2 mg tablet', '0-0-1', 7, 'may make you sleepy'),
    ],
    'Soft food, warm packs, no chewing gum, no wide yawning for two weeks.',
    'دو ہفتے نرم غذا اور گرم ٹکور کریں، چیونگم نہ چبائیں اور منہ زیادہ نہ کھولیں۔',
  ),
  preset(
    'implant-surgery',
    'After implant surgery',
    [line(amoxicillin, '1-1-1', 5, ''), ibuprofenAfterMeals, rinse],
    'Do not brush the wound for a week. No pressure on the implant until the next check.',
    'ایک ہفتہ زخم پر برش نہ کریں۔ اگلے معائنے تک امپلانٹ پر دباؤ نہ ڈالیں۔',
  ),
  preset(
    'child-abscess',
    'Child with abscess (about 20 kg)',
    [
      line('Amoxicillin 250 mg/5 ml suspension', '5 ml, three times a day', 5, ''),
      line('Paracetamol 120 mg/5 ml syrup', '10 ml, up to four times a day', 3, 'six hours between doses'),
    ],
    'Doses are for a child of about 20 kg: adapt them to the weight. Finish the course.',
    'خوراک تقریباً 20 کلو وزن کے بچے کے لیے ہے: وزن کے مطابق تبدیل کریں۔ دوا کا کورس مکمل کریں۔',
  ),
]

export function getPreset(key: string): Preset {
  const found = presets.find((one) => one.key === key)
  if (!found) throw new Error(`No preset "${key}"`)
  return found
}

function preset(key: string, name: string, lines: PresetLine[], en: string, ur: string): Preset {
  return { key, name, lines, advice: { en, ur } }
}

function line(medicine: string, dose: string, days: number, note: string): PresetLine {
  return { medicine: getMedicine(medicine), dose, days, note }
}
