import type { NationalCode } from '#workflows/dossier/national-code.ts'

/** The ten national states as the portal numbers them: strings, like everything that it takes. */
export const PORTAL_STATUS: Readonly<Record<NationalCode, string>> = {
  1: '1',
  2: '2',
  3: '3',
  4: '4',
  5: '5',
  6: '6',
  7: '7',
  8: '8',
  9: '9',
  10: '10',
}

/** TrangThaiHoSo that must tell when the dossier was received. */
export const RECEIVED_STATES: readonly NationalCode[] = [2, 4, 6, 8, 9, 10]
