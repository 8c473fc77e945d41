/** What people ask for most at the desks of a ward, most asked first (assumed, until a year of dossiers tells it): orders lists and breaks ties in a search. */
export const POPULAR: readonly string[] = [
  '1.001193',
  '2.000815',
  '1.001612',
  '1.000894',
  '1.004873',
  '1.004222',
  '2.000635',
  '1.004194',
  '2.000884',
  '1.000656',
  '3.000722',
  '2.001194',
  '1.115668',
  '1.013225',
  '1.001776',
]
