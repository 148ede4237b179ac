/**
 * What goes wrong in the sample group on purpose, so that head office has something to see. Keys are branch slugs;
 * at a smaller scale some of these branches are not there, and then their trouble is not either.
 */
export const trouble = {
  /** Today nobody has opened this branch: patients were due hours ago, none is marked arrived. */
  notOpened: 'latifabad',
  /** Today the doctor on duty has not come: the first patients were sent home, everybody since is waiting. */
  doctorLate: 'johar-town',
  /** Yesterday and today eight in ten patients did not come. */
  badNoShows: 'd-ground',
  /** Bills are written and hardly collected: its dues stand out. */
  slowPayers: 'malir',
  /** The evening dentist is on leave from tomorrow for three days. */
  onLeave: 'model-town',
}

/** The share of patients who do not come, by branch: between 12 and 20 %. */
export const noShowRate = (random: { next(): number }): number => 0.12 + random.next() * 0.08
