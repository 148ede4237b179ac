/** Where and in whose hands rows are made. */
export interface Place {
  organizationId: string
  clinicId: string
  doctorId: string
  userId: string
  /** Stands in every text of the rows: found in an answer, it tells whose row leaked. */
  word: string
}
