import { minuteMs } from './clock.ts'
import { storyOf, written } from './notes.ts'
import { getPreset, type Preset } from './presets.ts'
import type { Random } from './random.ts'
import { type Service, serviceByCode } from './services.ts'
import type { SampleVisit } from './visit.ts'

export interface PerformedService {
  service: Service
  tooth: string | null
  quantity: number
}

/** What was found and done in one visit; `open` while the patient is in the room. */
export interface SampleEncounter {
  id: string
  visit: SampleVisit
  status: 'open' | 'finished'
  note: string
  diagnosis: string | null
  tooth: string | null
  performed: PerformedService[]
  preset: Preset | null
  followUpDay: number | null
  startedAt: number
  finishedAt: number | null
  vitals: SampleVitals | null
}

export interface SampleVitals {
  systolic: number
  diastolic: number
  pulse: number
  temperatureTenths: number
}

/** The encounter of a visit that has begun. Throws for one that has not. */
export function encounterOf(visit: SampleVisit, random: Random): SampleEncounter {
  if (visit.calledAt === null) throw new Error(`The visit ${visit.id} has not begun`)
  const story = storyOf(visit.service.category, visit.service.code)
  const finished = visit.status === 'done'
  const presetKey = random.pick(story.presets)
  return {
    id: random.uuid(visit.calledAt),
    visit,
    status: finished ? 'finished' : 'open',
    note: finished ? written(random, random.pick(story.notes), visit.tooth) : '',
    diagnosis: finished ? random.pick(story.diagnoses) : null,
    tooth: visit.service.perTooth ? visit.tooth : null,
    performed: finished ? performed(visit, random.pick(story.extras)) : [],
    preset: finished && presetKey ? safePreset(presetKey, visit) : null,
    followUpDay: finished && random.chance(0.3) ? visit.day + random.pick([7, 10, 14, 28, 30]) : null,
    startedAt: visit.calledAt,
    finishedAt: visit.doneAt,
    vitals: random.chance(finished ? 0.1 : 0.6) ? vitals(random) : null,
  }
}

function performed(visit: SampleVisit, extra: string): PerformedService[] {
  const services = [visit.service]
  const added = serviceByCode.get(extra)
  if (added && added !== visit.service) services.push(added)
  return services.map((service) => ({
    service,
    tooth: service.perTooth ? visit.tooth : null,
    quantity: service.code === 'BRDG' ? 3 : 1,
  }))
}

/** Nobody in the sample gets what they are allergic to; an adult dose is not given to a small child. */
function safePreset(key: string, visit: SampleVisit): Preset | null {
  const preset = getPreset(key)
  const { alert, ageYears } = visit.patient
  if (alert && preset.lines.some((line) => line.medicine.group === alert.group)) {
    return alert.group === 'penicillin' ? getPreset('abscess-penicillin-allergy') : null
  }
  if (ageYears >= 12) return preset
  return key === 'dental-abscess' && ageYears >= 5 ? getPreset('child-abscess') : null
}

/** What a nurse measures before a longer treatment. */
export function vitals(random: Random): SampleVitals {
  const systolic = random.int(104, 152)
  return {
    systolic,
    diastolic: Math.round(systolic * 0.62) + random.int(-4, 6),
    pulse: random.int(62, 98),
    temperatureTenths: random.int(364, 373),
  }
}

/** When vitals were taken: just before the patient was called. */
export const measuredAt = (visit: SampleVisit): number =>
  (visit.calledAt ?? visit.arrivedAt ?? visit.startsAt) - 2 * minuteMs
