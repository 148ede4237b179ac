/**
 * What acts and their fields are called: read by the screens and by the export alike. An event that stands nowhere is
 * shown by its own words (`appointment.walkedIn` → "appointment: walked in").
 */
type Words = readonly [en: string, ur: string]
export type WordLanguage = 'en' | 'ur'

const acts: Record<string, Words> = {
  'access.rights_changed': ['changed what roles may do', 'کرداروں کے اختیارات بدلے'],
  'access.modules_switched': ['switched modules of a branch', 'برانچ کے ماڈیول کھولے یا بند کیے'],
  'access.own_patients_switched': ['changed whose patients doctors see', 'ڈاکٹر کن مریضوں کو دیکھیں، یہ بدلا'],
  'account.edited': ['edited their own account', 'اپنا اکاؤنٹ بدلا'],
  'account.password_changed': ['changed their password', 'اپنا پاس ورڈ بدلا'],
  'account.password_reset': ['reset their password', 'پاس ورڈ نئے سرے سے رکھا'],
  'account.devices_ended': ['signed out other devices', 'دوسرے آلات سے سائن آؤٹ کیا'],
  'account.recovery_codes_renewed': ['made new recovery codes', 'نئے ریکوری کوڈ بنائے'],
  'account.totp_added': ['turned on sign-in codes', 'سائن اِن کوڈ شروع کیے'],
  'account.totp_removed': ['turned off sign-in codes', 'سائن اِن کوڈ بند کیے'],
  'appointment.arrived': ['marked the patient arrived', 'مریض کو پہنچا ہوا لکھا'],
  'appointment.booked': ['booked an appointment', 'ملاقات بک کی'],
  'appointment.calledIn': ['called the patient in', 'مریض کو اندر بلایا'],
  'appointment.called_in': ['called the patient in', 'مریض کو اندر بلایا'],
  'appointment.cancelled': ['cancelled an appointment', 'ملاقات منسوخ کی'],
  'appointment.completed': ['completed a visit', 'ملاقات مکمل کی'],
  'appointment.confirmed': ['confirmed an appointment', 'ملاقات کی تصدیق کی'],
  'appointment.imported': ['imported appointments', 'ملاقاتیں امپورٹ کیں'],
  'appointment.missed': ['marked the patient as not come', 'مریض کو غیر حاضر لکھا'],
  'appointment.moved': ['moved an appointment', 'ملاقات کا وقت بدلا'],
  'appointment.noShow': ['marked the patient as not come', 'مریض کو غیر حاضر لکھا'],
  'appointment.removed': ['removed imported appointments', 'امپورٹ کی گئی ملاقاتیں ہٹائیں'],
  'appointment.roomed': ['called the patient in', 'مریض کو اندر بلایا'],
  'appointment.undone': ['undid a step of a visit', 'ملاقات کا قدم واپس لیا'],
  'appointment.walkedIn': ['registered a walk-in', 'بغیر ملاقات آنے والے کو درج کیا'],
  'audit.check_asked': ['asked to verify this trail', 'اس ریکارڈ کی جانچ مانگی'],
  'audit.checked': ['verified this trail', 'اس ریکارڈ کی جانچ کی'],
  'audit.details_shredded': ['forgot old details', 'پرانی تفصیلات مٹائیں'],
  'audit.exported': ['exported this trail', 'یہ ریکارڈ ایکسپورٹ کیا'],
  'audit.looks_pruned': ['forgot old looks', 'دیکھنے کا پرانا ریکارڈ مٹایا'],
  'clinic.added': ['added a branch', 'برانچ شامل کی'],
  'clinic.edited': ['edited the branch', 'برانچ کی معلومات بدلیں'],
  'clinic.hours_set': ['set the opening hours', 'کھلنے کے اوقات رکھے'],
  'clinic.logo_removed': ['removed the logo', 'لوگو ہٹایا'],
  'clinic.logo_set': ['set the logo', 'لوگو لگایا'],
  'encounter.addendumAdded': ['added to a finished visit', 'مکمل معائنے میں اضافہ کیا'],
  'encounter.finished': ['finished a visit', 'معائنہ مکمل کیا'],
  'encounter.saved': ['wrote visit notes', 'معائنے کے نوٹ لکھے'],
  'encounter.started': ['began a visit', 'معائنہ شروع کیا'],
  'encounter.takenOver': ['took a visit over', 'معائنہ اپنے ذمے لیا'],
  'import.advanced': ['imported rows', 'قطاریں امپورٹ کیں'],
  'import.claimed': ['took up an import', 'امپورٹ شروع کیا'],
  'import.corrected': ['corrected an import', 'امپورٹ درست کیا'],
  'import.decided': ['decided about set-aside rows', 'الگ رکھی قطاروں کا فیصلہ کیا'],
  'import.finished': ['finished an import', 'امپورٹ مکمل کیا'],
  'import.interrupted': ['broke an import off', 'امپورٹ بیچ میں رکا'],
  'import.prepared': ['prepared an import', 'امپورٹ تیار کیا'],
  'import.started': ['started an import', 'امپورٹ شروع کرایا'],
  'import.undoAdvanced': ['took imported rows back', 'امپورٹ کی قطاریں واپس لیں'],
  'import.undoStarted': ['began to undo an import', 'امپورٹ واپس لینا شروع کیا'],
  'import.undone': ['undid an import', 'امپورٹ واپس لیا'],
  'import.uploaded': ['uploaded a file', 'فائل اپ لوڈ کی'],
  'invoice.drafted': ['drafted an invoice', 'بل کا مسودہ بنایا'],
  'invoice.edited': ['edited a draft invoice', 'بل کا مسودہ بدلا'],
  'invoice.issued': ['issued an invoice', 'بل جاری کیا'],
  'job.failed': ['failed at a background task', 'پس منظر کا کام ناکام ہوا'],
  'medicine.added': ['added a medicine', 'دوا شامل کی'],
  'organization.made': ['made the organization', 'ادارہ بنایا'],
  'patient.alert_added': ['added an alert', 'انتباہ شامل کیا'],
  'patient.alert_removed': ['removed an alert', 'انتباہ ہٹایا'],
  'patient.archived': ['archived a patient', 'مریض کا ریکارڈ محفوظ خانے میں رکھا'],
  'patient.duplicate_decided': ['decided about a likely duplicate', 'ممکنہ دوہرے ریکارڈ کا فیصلہ کیا'],
  'patient.edited': ['edited a patient', 'مریض کی معلومات بدلیں'],
  'patient.imported': ['imported patients', 'مریض امپورٹ کیے'],
  'patient.registered': ['registered a patient', 'مریض درج کیا'],
  'patient.removed': ['removed imported patients', 'امپورٹ کیے گئے مریض ہٹائے'],
  'patient.restored': ['restored a patient', 'مریض کا ریکارڈ بحال کیا'],
  'payment.taken': ['took a payment', 'ادائیگی وصول کی'],
  'schedule.sessionAdded': ['added working hours', 'ڈاکٹر کے اوقات شامل کیے'],
  'schedule.sessionEdited': ['changed working hours', 'ڈاکٹر کے اوقات بدلے'],
  'schedule.sessionRemoved': ['removed working hours', 'ڈاکٹر کے اوقات ہٹائے'],
  'service.added': ['added a service', 'سروس شامل کی'],
  'service.edited': ['edited a service', 'سروس بدلی'],
  'session.opened': ['signed in', 'سائن اِن کیا'],
  'session.reuse_found': ['was signed out: a used key came back', 'سائن آؤٹ ہوا: استعمال شدہ کنجی دوبارہ آئی'],
  'vitals.recorded': ['recorded vitals', 'جسمانی پیمائش لکھی'],
}

const fields: Record<string, Words> = {
  address: ['address', 'پتہ'],
  after: ['after', 'بعد'],
  allocations: ['goes to', 'کس بل پر'],
  allowed: ['allowed', 'اجازت'],
  amountMinor: ['amount', 'رقم'],
  appointmentId: ['appointment', 'ملاقات'],
  bornOn: ['born on', 'تاریخِ پیدائش'],
  by: ['by', 'ذریعہ'],
  city: ['city', 'شہر'],
  code: ['code', 'کوڈ'],
  color: ['colour', 'رنگ'],
  decision: ['decision', 'فیصلہ'],
  doctorId: ['doctor', 'ڈاکٹر'],
  drugClass: ['drug class', 'دوا کی قسم'],
  email: ['e-mail', 'ای میل'],
  encounterId: ['visit', 'معائنہ'],
  endsAt: ['until', 'تک'],
  evenSo: ['although somebody alike was known', 'ملتے جلتے مریض کے باوجود'],
  fileName: ['file', 'فائل'],
  fullName: ['name', 'نام'],
  guardian: ['guardian', 'سرپرست'],
  hours: ['hours', 'اوقات'],
  imported: ['imported', 'امپورٹ ہوئے'],
  kind: ['kind', 'قسم'],
  label: ['label', 'نام'],
  letterhead: ['letterhead', 'لیٹر ہیڈ'],
  limitMinor: ['limit', 'حد'],
  lines: ['lines', 'سطریں'],
  mediaType: ['file type', 'فائل کی قسم'],
  method: ['method', 'طریقہ'],
  minutes: ['minutes', 'منٹ'],
  modulesOff: ['switched off', 'بند کیے'],
  modulesOn: ['switched on', 'کھولے'],
  name: ['name', 'نام'],
  nationalId: ['national id', 'شناختی کارڈ'],
  notes: ['notes', 'نوٹ'],
  number: ['number', 'نمبر'],
  otherId: ['the other record', 'دوسرا ریکارڈ'],
  ownPatients: ['own patients only', 'صرف اپنے مریض'],
  parts: ['parts', 'حصے'],
  patientId: ['patient', 'مریض'],
  permission: ['right', 'اختیار'],
  phone: ['phone', 'فون'],
  priceMinor: ['price', 'قیمت'],
  result: ['result', 'نتیجہ'],
  role: ['role', 'کردار'],
  roles: ['roles', 'کردار'],
  rows: ['rows', 'قطاریں'],
  seals: ['seals', 'مہریں'],
  secondPhone: ['second phone', 'دوسرا فون'],
  severity: ['severity', 'شدت'],
  sex: ['sex', 'جنس'],
  sha256: ['fingerprint', 'نشان'],
  startsAt: ['from', 'سے'],
  state: ['state', 'حالت'],
  tags: ['tags', 'ٹیگ'],
  token: ['token', 'ٹوکن'],
  totalMinor: ['total', 'کل رقم'],
  undone: ['step', 'قدم'],
  warnings: ['warnings', 'انتباہات'],
  warningsReason: ['why in spite of the warning', 'انتباہ کے باوجود کیوں'],
  weekday: ['weekday', 'دن'],
}

/** Columns of the exported file, in order. */
export const columnTitles: Record<WordLanguage, readonly string[]> = {
  en: [
    'Time (UTC)',
    'Branch',
    'Person',
    'Support',
    'Did',
    'About',
    'Patient',
    'Number',
    'Reason',
    'Difference',
    'Event',
    'Subject id',
    'Row id',
  ],
  ur: [
    'وقت (UTC)',
    'برانچ',
    'شخص',
    'سپورٹ',
    'کیا کِیا',
    'کس کے بارے میں',
    'مریض',
    'نمبر',
    'وجہ',
    'فرق',
    'واقعہ',
    'شناخت',
    'قطار',
  ],
}

/** "moved an appointment", for an event such as `appointment.moved`. */
export function actSentence(event: string, language: WordLanguage): string {
  const words = acts[event]
  if (words) return words[language === 'ur' ? 1 : 0]
  return event.split('.').map(spelled).join(': ')
}

/** "starts at" for `startsAt`. */
export function fieldWord(field: string, language: WordLanguage): string {
  const words = fields[field]
  return words ? words[language === 'ur' ? 1 : 0] : spelled(field)
}

/** Whether an event has words of its own. */
export const hasWords = (event: string) => event in acts

function spelled(name: string): string {
  return name
    .replace(/(Minor|Id)$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
}
