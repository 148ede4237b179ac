import { endpoint } from './endpoint.ts'

export const listenToClinic = endpoint({
  name: 'listenToClinic',
  verb: 'GET',
  path: '/clinics/:clinicId/events',
  needs: 'appointments.read',
  summary:
    'Which topics of this clinic changed, as server-sent events: `change` with {"topic":"appointment"}, `ended` when the session is over.',
  answers: 'text/event-stream',
})

export const listenToOrganization = endpoint({
  name: 'listenToOrganization',
  verb: 'GET',
  path: '/organization/events',
  needs: 'network.read',
  summary: 'Which topics of any clinic changed, for head office.',
  answers: 'text/event-stream',
})
