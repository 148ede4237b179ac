import type { ImportField } from '#api/integrations/files/index.ts'
import { nameField, numberField, phoneField, sexField } from '../../patients/index.ts'

export type VisitField =
  | 'clinic'
  | 'patient_number'
  | 'patient_name'
  | 'phone'
  | 'starts_at'
  | 'time'
  | 'minutes'
  | 'doctor'
  | 'status'
  | 'no_show'
  | 'age'
  | 'sex'
  | 'booked_at'
  | 'service'
  | 'external_id'

/** What an appointment list can bring. `starts_at` is a day, or a day with its time; `time` a column of its own. */
export const visitFields: ImportField<VisitField>[] = [
  {
    name: 'clinic',
    label: 'Clinic',
    kind: 'text',
    words: [
      'clinic',
      'clinic name',
      'branch',
      'branch name',
      'location',
      'site',
      'centre',
      'center',
      'facility',
      'neighbourhood',
      'neighborhood',
      'bairro',
      'unidade',
      'clinica',
      'shakh',
    ],
  },
  { name: 'patient_number', label: 'Patient number', ...numberField },
  { name: 'patient_name', label: 'Patient name', ...nameField },
  { name: 'phone', label: 'Phone', ...phoneField },
  {
    name: 'starts_at',
    label: 'Appointment day or start',
    kind: 'date',
    words: [
      'starts at',
      'start',
      'appointment',
      'appointment day',
      'appointment date',
      'appointment at',
      'appointment time',
      'appointment start',
      'start time',
      'visit date',
      'date time',
      'datetime',
      'consulta',
      'data da consulta',
      'data consulta',
      'fecha cita',
      'date',
      'data',
      'fecha',
      'day',
      'tareekh',
      'تاریخ',
    ],
  },
  {
    name: 'time',
    label: 'Time of day',
    kind: 'time',
    words: ['time', 'hour', 'hora', 'horario', 'appt time', 'waqt', 'slot', 'وقت'],
  },
  {
    name: 'minutes',
    label: 'Minutes',
    kind: 'number',
    words: ['minutes', 'duration', 'length', 'duration minutes', 'mins', 'duracao', 'duracion'],
  },
  {
    name: 'doctor',
    label: 'Doctor',
    kind: 'name',
    words: [
      'doctor',
      'doctor name',
      'dr',
      'provider',
      'practitioner',
      'dentist',
      'consultant',
      'physician',
      'seen by',
      'medico',
      'profissional',
      'daktar',
      'ڈاکٹر',
    ],
  },
  {
    name: 'status',
    label: 'Status',
    kind: 'name',
    words: ['status', 'state', 'appointment status', 'outcome', 'situacao', 'estado', 'haalat'],
  },
  {
    name: 'no_show',
    label: 'No-show',
    kind: 'yesno',
    words: ['no show', 'noshow', 'did not attend', 'dna', 'missed', 'absent', 'falta', 'faltou', 'ausente'],
  },
  { name: 'age', label: 'Age', kind: 'number', words: ['age', 'age years', 'idade', 'edad', 'umar', 'umr', 'عمر'] },
  { name: 'sex', label: 'Sex', ...sexField },
  {
    name: 'booked_at',
    label: 'Booked at',
    kind: 'date',
    words: [
      'booked at',
      'booked on',
      'booked',
      'scheduled',
      'scheduled day',
      'scheduled at',
      'scheduled on',
      'created',
      'created at',
      'booking date',
      'agendamento',
      'data agendamento',
      'marcacao',
    ],
  },
  {
    name: 'service',
    label: 'Service',
    kind: 'text',
    words: [
      'service',
      'treatment',
      'procedure',
      'reason',
      'visit type',
      'appointment type',
      'type',
      'servico',
      'procedimento',
      'motivo',
      'ilaaj',
    ],
  },
  {
    name: 'external_id',
    label: 'Appointment id',
    kind: 'identifier',
    words: [
      'appointment id',
      'appointment no',
      'appointment number',
      'booking id',
      'booking no',
      'visit id',
      'appt id',
      'id',
      'reference',
      'ref',
    ],
  },
]
