import type { ImportField } from '#api/integrations/files/index.ts'

// Who a row is about is said the same way in a list of patients and in a list of appointments.
type Shared = Omit<ImportField<never>, 'name' | 'label'>

export const nameField: Shared = {
  kind: 'name',
  words: [
    'full name',
    'name',
    'patient name',
    'patient',
    'pt name',
    'client',
    'client name',
    'nome',
    'nome completo',
    'paciente',
    'naam',
    'mareez',
    'mareez ka naam',
    'نام',
    'नाम',
  ],
}

export const numberField: Shared = {
  kind: 'identifier',
  words: [
    'patient number',
    'patient no',
    'patient id',
    'client id',
    'mrn',
    'mr no',
    'mr number',
    'file no',
    'file number',
    'chart no',
    'chart number',
    'uhid',
    'hospital number',
    'prontuario',
  ],
}

export const phoneField: Shared = {
  kind: 'phone',
  words: [
    'phone',
    'mobile',
    'cell',
    'telephone',
    'phone number',
    'phone no',
    'mobile no',
    'mobile number',
    'cell no',
    'cell number',
    'contact',
    'contact no',
    'contact number',
    'whatsapp',
    'tel',
    'telefone',
    'celular',
    'telefono',
    'movil',
    'raabta',
    'raabta number',
    'فون',
  ],
}

export const sexField: Shared = { kind: 'sex', words: ['sex', 'gender', 'm f', 'sexo', 'genero', 'jins', 'جنس'] }
