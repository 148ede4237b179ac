import type { Random } from './random.ts'

/**
 * Names as they are met in Pakistani clinics: common given and family names in Latin letters with the usual
 * Urdu spelling, and a few names of Sindh's Hindu families with their Hindi spelling.
 */
interface Spelling {
  latin: string
  script: string
}

const spellings = (text: string): Spelling[] =>
  text
    .trim()
    .split(/\s*\n\s*/)
    .flatMap((line) => line.split(/\s*,\s*/))
    .filter(Boolean)
    .map((pair) => {
      const [latin, script] = pair.split('=')
      return { latin: latin!, script: script! }
    })

export const femaleNames = spellings(`
  Ayesha=عائشہ, Fatima=فاطمہ, Maryam=مریم, Zainab=زینب, Hina=حنا, Sana=ثناء, Amina=آمنہ, Khadija=خدیجہ
  Saima=صائمہ, Nadia=نادیہ, Rabia=رابعہ, Sadia=سعدیہ, Bushra=بشریٰ, Shazia=شازیہ, Farah=فرح, Uzma=عظمیٰ
  Asma=اسماء, Huma=ہما, Iqra=اقراء, Kiran=کرن, Mehwish=مہوش, Nimra=نمرہ, Noor=نور, Rukhsana=رخسانہ
  Samina=ثمینہ, Shabana=شبانہ, Sidra=سدرہ, Sumaira=سمیرا, Tahira=طاہرہ, Tayyaba=طیبہ, Yasmin=یاسمین, Zara=زارا
  Nasreen=نسرین, Parveen=پروین, Naila=نائلہ, Nida=ندا, Lubna=لبنیٰ, Javeria=جویریہ, Hafsa=حفصہ, Hajra=ہاجرہ
  Anam=انعم, Aliya=عالیہ, Areeba=اریبہ, Beenish=بینش, Erum=ارم, Fariha=فریحہ, Ghazala=غزالہ, Gulnaz=گلناز
  Irum=ارم, Kanwal=کنول, Laiba=لائبہ, Mahnoor=ماہ نور, Maria=ماریہ, Mehreen=مہرین, Misbah=مصباح, Momina=مومنہ
  Najma=نجمہ, Neelam=نیلم, Rafia=رافعہ, Rida=ردا, Robina=روبینہ, Saba=صبا, Safia=صفیہ, Salma=سلمیٰ
  Shaista=شائستہ, Sobia=ثوبیہ, Sonia=سونیا, Tehmina=تہمینہ, Warda=وردہ, Zubaida=زبیدہ, Alina=علینہ, Eman=ایمان
`)

export const maleNames = spellings(`
  Muhammad Ali=محمد علی, Ahmed=احمد, Hassan=حسن, Usman=عثمان, Bilal=بلال, Hamza=حمزہ, Imran=عمران, Asad=اسد
  Faisal=فیصل, Kamran=کامران, Tariq=طارق, Shahid=شاہد, Zubair=زبیر, Adeel=عدیل, Junaid=جنید, Waqas=وقاص
  Naveed=نوید, Rizwan=رضوان, Salman=سلمان, Yasir=یاسر, Arslan=ارسلان, Danish=دانش, Fahad=فہد, Haris=حارث
  Ibrahim=ابراہیم, Ismail=اسماعیل, Jawad=جواد, Khalid=خالد, Kashif=کاشف, Mansoor=منصور, Mubashir=مبشر, Mudassar=مدثر
  Nadeem=ندیم, Nasir=ناصر, Noman=نعمان, Omar=عمر, Owais=اویس, Qasim=قاسم, Raheel=راحیل, Rashid=راشد
  Saad=سعد, Sajid=ساجد, Saqib=ثاقب, Shahzad=شہزاد, Shoaib=شعیب, Sohail=سہیل, Taimoor=تیمور, Talha=طلحہ
  Umair=عمیر, Waleed=ولید, Waseem=وسیم, Yousaf=یوسف, Zahid=زاہد, Zeeshan=ذیشان, Abdullah=عبداللہ, Abdul Rehman=عبدالرحمٰن
  Aamir=عامر, Adnan=عدنان, Akbar=اکبر, Amjad=امجد, Anwar=انور, Arif=عارف, Atif=عاطف, Babar=بابر
  Ejaz=اعجاز, Farhan=فرحان, Ghulam Abbas=غلام عباس, Habib=حبیب, Iftikhar=افتخار, Iqbal=اقبال, Jamil=جمیل, Liaqat=لیاقت
`)

export const familyNames = spellings(`
  Khan=خان, Malik=ملک, Butt=بٹ, Chaudhry=چوہدری, Qureshi=قریشی, Siddiqui=صدیقی, Sheikh=شیخ, Mirza=مرزا
  Hussain=حسین, Ahmed=احمد, Iqbal=اقبال, Raza=رضا, Shah=شاہ, Abbasi=عباسی, Awan=اعوان, Bhatti=بھٹی
  Cheema=چیمہ, Dar=ڈار, Gondal=گوندل, Gill=گل, Hashmi=ہاشمی, Javed=جاوید, Kayani=کیانی, Khattak=خٹک
  Lodhi=لودھی, Mahmood=محمود, Mughal=مغل, Naqvi=نقوی, Niazi=نیازی, Afridi=آفریدی, Yousafzai=یوسفزئی, Baloch=بلوچ
  Memon=میمن, Soomro=سومرو, Bugti=بگٹی, Rajput=راجپوت, Rana=رانا, Rehman=رحمٰن, Saeed=سعید, Sultan=سلطان
  Tahir=طاہر, Tariq=طارق, Warraich=وڑائچ, Yaqoob=یعقوب, Zafar=ظفر, Zaidi=زیدی, Kazmi=کاظمی, Bukhari=بخاری
  Gilani=گیلانی, Ansari=انصاری, Farooqi=فاروقی, Usmani=عثمانی, Durrani=درانی, Achakzai=اچکزئی, Mengal=مینگل, Bangash=بنگش
  Janjua=جنجوعہ, Khokhar=کھوکھر, Minhas=منہاس, Sandhu=سندھو, Virk=ورک, Nawaz=نواز, Aslam=اسلم, Akhtar=اختر
`)

const hindiFemale = spellings(
  'Sunita=सुनीता, Kavita=कविता, Pooja=पूजा, Rekha=रेखा, Anjali=अंजलि, Lata=लता, Meena=मीना, Radha=राधा',
)
const hindiMale = spellings(
  'Ramesh=रमेश, Suresh=सुरेश, Vijay=विजय, Ashok=अशोक, Mohan=मोहन, Anil=अनिल, Dilip=दिलीप, Kishore=किशोर',
)
const hindiFamily = spellings(
  'Kumar=कुमार, Sharma=शर्मा, Maheshwari=माहेश्वरी, Lal=लाल, Rathore=राठौर, Chawla=चावला, Jagwani=जगवानी',
)

export type Sex = 'female' | 'male'

/**
 * A patient's name. About 2 % are written in their own script, as front desks with an Urdu keyboard do it:
 * 1.7 % Urdu, 0.3 % Hindi.
 */
export function patientName(random: Random, sex: Sex, family?: string): { given: string; family: string } {
  const script = random.next()
  if (script < 0.003) {
    const given = random.pick(sex === 'female' ? hindiFemale : hindiMale)
    return { given: given.script, family: random.pick(hindiFamily).script }
  }
  const given = random.pickEarly(sex === 'female' ? femaleNames : maleNames, 0.7)
  const last = random.pickEarly(familyNames, 0.7)
  if (script < 0.02) return { given: given.script, family: last.script }
  return { given: given.latin, family: family ?? last.latin }
}

/** A colleague's name, always in Latin letters: it stands on rotas and in e-mail addresses. */
export function staffName(random: Random, sex: Sex): string {
  return `${random.pick(sex === 'female' ? femaleNames : maleNames).latin} ${random.pick(familyNames).latin}`
}
