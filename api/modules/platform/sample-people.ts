/** Who comes to a practice that is tried out. Nobody here is real; the numbers are of the range kept for fiction. */
export const samplePeople = [
  { fullName: 'Ayesha Siddiqui', phone: '+12025550101', sex: 'female', bornOn: '1988-03-14' },
  { fullName: 'Bilal Hussain', phone: '+12025550102', sex: 'male', bornOn: '1979-11-02' },
  { fullName: 'Carmen Ortiz', phone: '+12025550103', sex: 'female', bornOn: '1995-07-21' },
  { fullName: 'Daniel Okafor', phone: '+12025550104', sex: 'male', bornOn: '2001-01-30' },
  { fullName: 'Emma Lindqvist', phone: '+12025550105', sex: 'female', bornOn: '1966-05-09' },
  { fullName: 'Farhan Malik', phone: '+12025550106', sex: 'male', bornOn: '2014-09-17' },
  { fullName: 'Grace Mwangi', phone: '+12025550107', sex: 'female', bornOn: '1990-12-25' },
  { fullName: 'Hamza Raza', phone: '+12025550108', sex: 'male', bornOn: '1953-02-11' },
  { fullName: 'Ines Moreau', phone: '+12025550109', sex: 'female', bornOn: '1984-08-06' },
  { fullName: 'Javed Iqbal', phone: '+12025550110', sex: 'male', bornOn: '1972-04-19' },
] as const
