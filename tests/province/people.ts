import type pg from 'pg'
import { random } from '#workflows/random.ts'
import { FAMILIES, GIVENS, MIDDLES } from './names.ts'

// Who lives and works in the made-up province: wards after the demo's first one, each with its own staff, and the people they serve.

const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'))

/** A UUID of version 4 from a seeded source. */
export function uuid(next: () => number): string {
  let text = ''
  for (let word = 0; word < 4; word += 1) {
    const bits = Math.floor(next() * 4_294_967_296)
    text += `${HEX[bits >>> 24]}${HEX[(bits >>> 16) & 255]}${HEX[(bits >>> 8) & 255]}${HEX[bits & 255]}`
  }
  const variant = ((Number.parseInt(text.charAt(16), 16) & 3) | 8).toString(16)
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-${variant}${text.slice(17, 20)}-${text.slice(20)}`
}

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Letters and digits that nobody mixes up, as in the secrets of dossiers. */
export function signs(count: number, next: () => number): string {
  let text = ''
  for (let n = 0; n < count; n += 1) text += SIGNS[Math.floor(next() * 32)]
  return text
}

export const pick = <Item>(items: readonly Item[], next: () => number): Item => {
  const item = items[Math.floor(next() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

const nameOf = (sex: 0 | 1, next: () => number) =>
  `${pick(FAMILIES, next)} ${pick(MIDDLES[sex], next)} ${pick(GIVENS[sex], next)}`

export interface Person {
  id: string
  fullName: string
  personalId: string
  techId: string
  contactEmail: string
}

/** The same number is always the same person: nobody has to be remembered. */
export function person(n: number, seed: number): Person & { birthOn: string; sex: string } {
  const next = random((seed * 7_919 + n) >>> 0)
  const sex = next() < 0.5 ? 0 : 1
  const year = 1950 + Math.floor(next() * 50)
  const serial = String(n % 1_000_000).padStart(6, '0')
  return {
    id: uuid(next),
    fullName: nameOf(sex, next),
    // three digits of the province, century and sex, two of the year, six that differ
    personalId: `${n < 1_000_000 ? '031' : '030'}${sex}${String(year).slice(2)}${serial}`,
    techId: `MAU-${seed}-${n}`,
    contactEmail: `mau-${seed}-${n}@cong-dan.demo`,
    birthOn: `${year}-0${1 + Math.floor(next() * 9)}-1${Math.floor(next() * 10)}`,
    sex: sex === 0 ? 'male' : 'female',
  }
}

export interface Ward {
  id: string
  code: string
}

export interface Province {
  wards: Ward[]
  /** Account ids by agency (`*` outside the wards) and by the demo account whose part they play. */
  staff: Map<string, Map<string, string[]>>
}

const MODEL = 'xa-a'
const WARDS = 112
const PER_WARD_ROLE = 3
const PER_OFFICE_ROLE = 10

/** Departments beside those of the demo; what they decide is not among the recorded lives, so they have staff and no dossiers. */
const DEPARTMENTS = [
  'Xây dựng',
  'Công Thương',
  'Y tế',
  'Giáo dục và Đào tạo',
  'Nông nghiệp và Môi trường',
  'Khoa học và Công nghệ',
  'Văn hóa, Thể thao và Du lịch',
  'Tư pháp',
  'Ngoại vụ',
  'Dân tộc và Tôn giáo',
]
const MODEL_DEPARTMENT = 'so-nv'

/** Wards after the first one of the demo and more departments, together with the demo's 130 agencies and five thousand staff; repeating it with the same seed changes nothing. */
export async function settleProvince(client: pg.Client, seed: number): Promise<Province> {
  const next = random(seed)
  const { rows: places } = await client.query<{ code: string; nameVi: string }>(
    `SELECT u.code, u."nameVi" FROM "AdminUnit" u JOIN "Agency" m ON m."adminUnitCode" = u.parent WHERE m.id = $1
     ORDER BY u.code LIMIT $2`,
    [MODEL, WARDS],
  )
  const wards = places.map(({ code }, n) => ({ id: `x${code}`, code: `H24.${200 + n}` }))
  await client.query(
    `INSERT INTO "Agency" SELECT r.* FROM json_to_recordset($2) AS w (id text, code text, "unitCode" text, "nameVi" text), "Agency" m,
       jsonb_populate_record(m, jsonb_build_object('id', w.id, 'code', w.code, 'nationalCode', m."nationalCode" || '.' || w."unitCode",
         'nameVi', 'UBND ' || w."nameVi", 'nameEn', 'People''s Committee of ' || w."nameVi", 'adminUnitCode', w."unitCode",
         'addressVi', 'Trụ sở UBND ' || w."nameVi")) r
     WHERE m.id = $1 ON CONFLICT (id) DO NOTHING`,
    [MODEL, JSON.stringify(wards.map((ward, n) => ({ ...ward, unitCode: places[n]?.code, nameVi: places[n]?.nameVi })))],
  )
  const departments = DEPARTMENTS.map((name, n) => ({ id: `xso${n + 1}`, code: `H24.${400 + n}`, name }))
  await client.query(
    `INSERT INTO "Agency" SELECT r.* FROM json_to_recordset($2) AS w (id text, code text, name text), "Agency" m,
       jsonb_populate_record(m, jsonb_build_object('id', w.id, 'code', w.code, 'nationalCode', m."nationalCode" || '.' || w.id,
         'nameVi', 'Sở ' || w.name, 'nameEn', 'Department ' || w.name, 'addressVi', 'Trụ sở Sở ' || w.name, 'fields', jsonb_build_array('(mẫu) ' || w.name))) r
     WHERE m.id = $1 ON CONFLICT (id) DO NOTHING`,
    [MODEL_DEPARTMENT, JSON.stringify(departments)],
  )
  const departmentIds = departments.map(({ id }) => id)
  const ids = wards.map(({ id }) => id)
  // whoever serves the first ward serves them all
  await client.query(
    `UPDATE "Agency" SET serves = ARRAY(SELECT DISTINCT unnest(serves || $2::text[]) ORDER BY 1) WHERE $1 = ANY (serves)`,
    [MODEL, ids],
  )
  const copyUnits = `INSERT INTO "Unit" SELECT r.* FROM unnest($2::text[]) AS w (id), "Unit" m,
       jsonb_populate_record(m, jsonb_build_object('id', replace(m.id, $1, w.id), 'agencyId', w.id)) r
     WHERE m."agencyId" = $1 ON CONFLICT (id) DO NOTHING`
  for (const [model, agencies] of [
    [MODEL, ids],
    [MODEL_DEPARTMENT, departmentIds],
  ])
    await client.query(copyUnits, [model, agencies])
  const { rows: models } = await client.query<{ id: string; email: string; agencyId: string }>(
    `SELECT DISTINCT a.id, a.email, g."agencyId" FROM "Account" a JOIN "RoleGrant" g ON g."accountId" = a.id
     WHERE a.email LIKE '%.demo' AND a.email NOT LIKE 'mau%' AND g."agencyId" !~ '^x[0-9]' ORDER BY a.email`,
  )
  const made: { id: string; modelId: string; email: string; fullName: string; agencyId: string; modelAgencyId: string }[] = []
  const staff: Province['staff'] = new Map()
  for (const model of models) {
    const isWard = model.agencyId === MODEL
    const placed = model.agencyId === MODEL_DEPARTMENT ? [model.agencyId, ...departmentIds] : [model.agencyId]
    for (const agencyId of isWard ? ids : placed) {
      const key = isWard ? agencyId : agencyId === model.agencyId ? '*' : agencyId
      const ofAgency = staff.get(key) ?? new Map<string, string[]>()
      staff.set(key, ofAgency)
      const own: string[] = []
      for (let n = 0; n < (isWard ? PER_WARD_ROLE : PER_OFFICE_ROLE); n += 1) {
        const sex = next() < 0.5 ? 0 : 1
        const id = uuid(next)
        own.push(id)
        made.push({
          id,
          modelId: model.id,
          email: `mau.${model.email.split('@')[0]}.${n + 1}@${agencyId}.demo`,
          fullName: nameOf(sex, next),
          agencyId,
          modelAgencyId: model.agencyId,
        })
      }
      ofAgency.set(model.email, own)
    }
  }
  await client.query(
    `INSERT INTO "Account" SELECT r.* FROM json_to_recordset($1) AS s (id text, "modelId" text, email text, "fullName" text)
       JOIN "Account" m ON m.id = s."modelId",
       jsonb_populate_record(m, jsonb_build_object('id', s.id, 'email', s.email, 'fullName', s."fullName")) r ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(made)],
  )
  await client.query(
    `INSERT INTO "RoleGrant" SELECT r.* FROM json_to_recordset($1) AS s (id text, "modelId" text, "agencyId" text, "modelAgencyId" text)
       JOIN "RoleGrant" m ON m."accountId" = s."modelId",
       jsonb_populate_record(m, jsonb_build_object('id', s.id || ':' || m.id, 'accountId', s.id, 'agencyId', s."agencyId",
         'unitId', replace(m."unitId", s."modelAgencyId", s."agencyId"))) r ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(made)],
  )
  return { wards, staff }
}
