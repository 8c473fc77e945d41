import { describe, expect, it } from 'vitest'
import { type Form, formSchema, stepDataSchema } from './form.schema.ts'
import { answersSchema, shown, validate, validatePage } from './validate.ts'

const facts = { today: '2026-11-23', channel: 'ONLINE' }
const field = (id: string, type: string, more: object = {}) => ({ id, type, labelVi: id, ...more })
const formOf = (...fields: object[]): Form => formSchema.parse({ version: 1, pages: [{ id: 'one', titleVi: 'Một', fields }] })
/** The tidied answer, or the key of the fault. */
function read(definition: object, answer: unknown): unknown {
  const { answers, issues } = validate(formOf({ id: 'it', labelVi: 'It', ...definition }), { it: answer }, facts)
  return issues.length > 0 ? issues.map(({ messageKey }) => messageKey).join() : answers.it
}

describe('text', () => {
  const long = 'a'.repeat(10_000)
  it.each<[string, object, unknown, unknown]>([
    ['composes decomposed accents', {}, 'Nguyễn Thị Hồng'.normalize('NFD'), 'Nguyễn Thị Hồng'.normalize('NFC')],
    ['removes zero-width signs and direction marks', {}, 'Ng\u200buy\u200dễn\ufeff \u202eAn\u00ad', 'Nguyễn An'],
    ['collapses spaces of every kind', {}, ' Đặng\u00a0\u3000 Văn \t\n A ', 'Đặng Văn A'],
    ['keeps HTML as the text that it is', {}, '<b>1 < 2</b>', '<b>1 < 2</b>'],
    ['refuses pictures', {}, 'An 😀', 'form.signsNotAllowed'],
    ['refuses flags and keycaps', {}, 'An 🇻🇳', 'form.signsNotAllowed'],
    ['refuses private signs', {}, 'An \ue000', 'form.signsNotAllowed'],
    ['refuses half characters', {}, 'An \ud83d', 'form.signsNotAllowed'],
    ['takes the signs of company names', {}, 'Công ty A® & B™ (số 5/12)', 'Công ty A® & B™ (số 5/12)'],
    ['refuses 10,000 characters', {}, long, 'form.tooLong'],
    ['refuses a million characters before touching them', {}, 'a'.repeat(1_000_000), 'form.tooLong'],
    ['counts letters, not code units', { maxLength: 2 }, '𠀀𠀁', '𠀀𠀁'],
    ['refuses too little', { minLength: 3 }, 'ab', 'form.tooShort'],
    ['refuses a number', {}, 12, 'form.unreadable'],
    ['refuses an object', {}, { a: 'b' }, 'form.unreadable'],
    ['only spaces is nothing', { required: true }, ' \u200b ', 'form.required'],
    ['takes the names of people', { format: 'personName' }, "Y Ê Ban Niê-K'Đăm", "Y Ê Ban Niê-K'Đăm"],
    ['refuses HTML in a name', { format: 'personName' }, '<script>alert(1)</script>', 'form.nameSigns'],
    ['refuses digits in a name', { format: 'personName' }, 'Nguyễn Văn 4n', 'form.nameSigns'],
  ])('%s', (_, more, answer, expected) => expect(read({ type: 'text', ...more }, answer)).toBe(expected))

  it('keeps the lines of a long text', () => {
    expect(read({ type: 'longText' }, ' a  b \r\n\r\n\r\n\r\nc ')).toBe('a b\n\nc')
    expect(read({ type: 'longText' }, long)).toBe('form.tooLong')
    expect(read({ type: 'longText', maxLength: 10_000 }, long)).toBe(long)
  })
})

describe('numbers of people, telephones, e-mail', () => {
  it.each([
    ['personalNumber', '031090000001', '031090000001'],
    ['personalNumber', '031 190 000 002', '031190000002'],
    ['personalNumber', '03109000000', 'form.personalNumberDigits'],
    ['personalNumber', '０３１０９０００００００１', 'form.personalNumberDigits'],
    ['personalNumber', '03109000000O', 'form.personalNumberDigits'],
    ['personalNumber', '000090000001', 'form.personalNumberPlace'],
    ['personalNumber', '031227000001', 'form.personalNumberYear'],
    ['personalNumber', '031226000001', '031226000001'],
    ['personalNumber', 31_090_000_001, 'form.unreadable'],
    ['phone', '0912 345.678', '0912345678'],
    ['phone', '+84 912 345 678', '0912345678'],
    ['phone', '02253 123 456', '02253123456'],
    ['phone', '12345', 'form.phoneFormat'],
    ['phone', '0912345678;DROP', 'form.phoneFormat'],
    ['email', ' an@example.vn ', 'an@example.vn'],
    ['email', 'an@', 'form.emailFormat'],
    ['email', 'an@example.vn\r\nBcc: x@y.vn', 'form.emailFormat'],
    ['email', `${'a'.repeat(250)}@example.vn`, 'form.emailFormat'],
  ])('%s %s → %s', (type, answer, expected) => expect(read({ type }, answer)).toBe(expected))
})

describe('dates', () => {
  it.each([
    ['2026-02-28', {}, '2026-02-28'],
    ['2026-02-29', {}, 'form.dateImpossible'],
    ['2024-02-29', {}, '2024-02-29'],
    ['2026-13-01', {}, 'form.dateImpossible'],
    ['2026-04-31', {}, 'form.dateImpossible'],
    ['0000-00-00', {}, 'form.dateImpossible'],
    ['23/11/2026', {}, 'form.dateFormat'],
    ['2026-11-23T10:00:00Z', {}, 'form.dateFormat'],
    ['1066-10-14', {}, 'form.dateTooOld'],
    ['2026-11-23', { notFuture: true }, '2026-11-23'],
    ['2026-11-24', { notFuture: true }, 'form.dateInFuture'],
    ['2026-11-22', { notPast: true }, 'form.dateInPast'],
  ])('%s %o → %s', (answer, more, expected) => expect(read({ type: 'date', ...more }, answer)).toBe(expected))
})

describe('money, numbers, choices, places', () => {
  it.each<[string, unknown, object, unknown]>([
    ['money', '1.000.000', {}, 1_000_000],
    ['money', '1.00', {}, 'form.money'],
    ['money', 1.5, {}, 'form.money'],
    ['money', -1, {}, 'form.tooSmall'],
    ['money', 'hai triệu', {}, 'form.money'],
    ['money', '9'.repeat(30), {}, 'form.money'],
    ['number', '12', {}, 12],
    ['number', '1,5', { decimals: 1 }, 1.5],
    ['number', '1,55', { decimals: 1 }, 'form.decimals'],
    ['number', 1.5, {}, 'form.wholeNumber'],
    ['number', '1e3', {}, 'form.number'],
    ['number', Number.NaN, {}, 'form.number'],
    ['number', 0, { min: 1 }, 'form.tooSmall'],
    ['number', 11, { max: 10 }, 'form.tooLarge'],
    ['choice', 'a', { options: [{ value: 'a', labelVi: 'A' }] }, 'a'],
    ['choice', 'b', { options: [{ value: 'a', labelVi: 'A' }] }, 'form.choiceUnknown'],
    ['yesNo', false, {}, false],
    ['yesNo', 'false', {}, 'form.yesNo'],
  ])('%s %s %o → %s', (type, answer, more, expected) => expect(read({ type, ...more }, answer)).toBe(expected))

  it('wants province and commune of a place, and says which is missing', () => {
    const form = formOf(field('home', 'place', { required: true }))
    expect(validate(form, { home: { province: ' 31 ', commune: '11341', detail: '', x: 1 } }, facts).answers).toEqual({
      home: { province: '31', commune: '11341', detail: '' },
    })
    expect(validate(form, { home: { province: '31' } }, facts).issues).toMatchObject([
      { path: 'home.commune', messageKey: 'form.placeIncomplete' },
    ])
    expect(validate(form, { home: { province: '' } }, facts).issues).toMatchObject([
      { path: 'home', messageKey: 'form.required' },
    ])
  })
})

describe('a form', () => {
  const form = formSchema.parse({
    version: 1,
    pages: [
      {
        id: 'child',
        titleVi: 'Trẻ',
        fields: [
          field('birthDate', 'date', { required: true, notFuture: true }),
          field('abroad', 'yesNo', { required: true }),
          field('country', 'text', { required: true, showIf: 'abroad = true' }),
          field('isLate', 'computed', {
            value: 'if date(today) > date(birthDate) + duration("P60D") then "yes" else "no"',
            shows: 'text',
          }),
        ],
      },
      {
        id: 'parents',
        titleVi: 'Cha mẹ',
        showIf: 'isLate = "yes"',
        fields: [
          field('parents', 'repeat', {
            rowVi: 'Người',
            min: 1,
            max: 2,
            fields: [
              field('name', 'text', { required: true }),
              field('born', 'date', { rules: [{ when: 'date(born) < date(birthDate)', messageVi: 'Cha mẹ sinh trước con.' }] }),
            ],
          }),
        ],
      },
    ],
  })

  it('drops answers to hidden fields and to fields that it does not have', () => {
    expect(validate(form, { birthDate: '2026-11-01', abroad: false, country: 'Lào', parents: [{}], other: 1 }, facts)).toEqual({
      answers: { birthDate: '2026-11-01', abroad: false, isLate: 'no' },
      issues: [],
    })
  })
  it('asks for what is shown, and names rows by their place', () => {
    const { issues } = validate(
      form,
      { birthDate: '2026-01-01', abroad: true, parents: [{ name: 'A' }, { born: '2026-05-01' }] },
      facts,
    )
    expect(issues.map(({ path, messageKey }) => `${path} ${messageKey}`)).toEqual([
      'country form.required',
      'parents.1.name form.required',
      'parents.1.born form.rule',
    ])
    expect(issues.at(-1)?.messageVi).toBe('Cha mẹ sinh trước con.')
  })
  it('bounds the rows of a group', () => {
    const rows = (count: number) =>
      validatePage(form, 'parents', { birthDate: '2026-01-01', parents: Array(count).fill({ name: 'A' }) }, facts)
    expect(rows(0).issues).toMatchObject([{ path: 'parents', messageKey: 'form.required' }])
    expect(rows(2).issues).toEqual([])
    expect(rows(1_000_000).issues).toMatchObject([{ path: 'parents', messageKey: 'form.tooManyRows', params: { max: 2 } }])
  })
  it('tells a future birth and judges a page by its own fields only', () => {
    const page = validatePage(form, 'child', { birthDate: '2027-01-01', abroad: false }, facts)
    expect(page.issues).toEqual([{ path: 'birthDate', messageKey: 'form.dateInFuture', params: {} }])
  })
  it('says what is to be shown', () => {
    expect(shown(form, { birthDate: '2026-11-01', abroad: true }, facts)).toEqual([
      { page: 'child', fields: ['birthDate', 'abroad', 'country', 'isLate'] },
    ])
    expect(shown(form, { birthDate: '2026-01-01' }, facts).map(({ page }) => page)).toEqual(['child', 'parents'])
  })
  it('is a zod schema whose messages are keys', () => {
    const parsed = answersSchema(form, facts).safeParse({ birthDate: '2026-02-30', abroad: false })
    expect(parsed.error?.issues).toMatchObject([{ path: ['birthDate'], message: 'form.dateImpossible' }])
    expect(answersSchema(form, facts).parse({ birthDate: ' 2026-11-01 ', abroad: false })).toMatchObject({
      birthDate: '2026-11-01',
    })
  })
  it.each([null, 'text', [1], 12])('does not read %s as answers', (answers) => {
    expect(validate(form, answers, facts).issues[0]).toMatchObject({ messageKey: 'form.unreadable' })
  })
  it('checks what a step writes down by the same fields', () => {
    const fields = stepDataSchema.parse([field('certificateNumber', 'text', { required: true })])
    expect(validate(fields, {}, facts).issues).toMatchObject([{ path: 'certificateNumber', messageKey: 'form.required' }])
  })
})

describe('a definition is refused when', () => {
  it.each<[string, object[], string]>([
    ['a condition reads an unknown name', [field('a', 'text', { showIf: 'b = 1' })], 'pages.0.fields.0.showIf feel.nameUnknown'],
    [
      'a condition reads what stands below',
      [field('a', 'text', { showIf: 'b = "1"' }), field('b', 'text')],
      'pages.0.fields.0.showIf feel.nameUnknown',
    ],
    [
      'a rule has a fault',
      [field('a', 'text', { rules: [{ when: 'a >', messageVi: 'x' }] })],
      'pages.0.fields.0.rules.0.when feel.syntax',
    ],
    ['an id comes twice', [field('a', 'text'), field('a', 'date')], 'pages.0.fields.1.id form.idTwice'],
    ['an id is a word of FEEL', [field('date', 'date')], 'pages.0.fields.0.id form.idReserved'],
    ['an id has a hyphen', [field('a-b', 'text')], 'pages.0.fields.0.id form.idShape'],
  ])('%s', (_, fields, expected) => {
    const parsed = formSchema.safeParse({ version: 1, pages: [{ id: 'one', titleVi: 'Một', fields }] })
    expect(parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toContain(expected)
  })
})
