'use client'

import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { ConflictNote } from '#app/_ui/conflict-note.tsx'
import { DateField } from '#app/_ui/date-field.tsx'
import { DayField } from '#app/_ui/day-field.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { Checkbox, Radios, Select, TextArea, TextField } from '#app/_ui/inputs.tsx'
import { type Place, PlaceField } from '#app/_ui/place-field.tsx'

const provinces = [
  { value: '31', label: 'Thành phố Hải Phòng' },
  { value: '01', label: 'Thành phố Hà Nội' },
]
const communes = [{ value: '10525', label: 'Phường Lê Thanh Nghị' }]
const ways = [
  { value: 'DESK', label: 'Tại quầy', hint: 'Mang theo căn cước' },
  { value: 'ONLINE', label: 'Bản điện tử' },
]

export function TriedForms() {
  const [problems, setProblems] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const [place, setPlace] = useState<Place>({ province: '31', commune: '' })
  const dateError = 'Tháng 2 không có ngày 31. Xem lại ngày sinh ghi trên giấy chứng sinh.'
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setProblems(true)
      }}
    >
      {problems && <ErrorSummary problems={[{ fieldId: 'born-day', message: dateError }]} />}
      <TextField name="fullName" label="Họ và tên" hint="Viết như trong căn cước" autoComplete="name" />
      <TextField name="personalId" label="Số định danh" error="Nhập số căn cước gồm 12 chữ số." inputMode="numeric" isShort />
      <TextField name="readOnly" label="Mẹ" defaultValue="Nguyễn Thị Nhung" readOnly />
      <TextField name="email" label="Thư điện tử" isOptional />
      <TextArea name="reason" label="Lý do" hint="Ghi ngắn gọn" />
      <Select name="kind" label="Quan hệ" options={ways} />
      <Select name="kind2" label="Quan hệ với cháu bé" options={ways} error="Chọn quan hệ với cháu bé." />
      <Radios name="way" label="Nhận kết quả" options={ways} error={problems ? 'Chọn một cách nhận.' : undefined} />
      <Radios name="sex" label="Giới tính" options={ways} isInline defaultValue="DESK" />
      <DateField
        name="born"
        label="Cháu sinh ngày nào?"
        hint="Ghi theo giấy chứng sinh, ví dụ 27 12 2026."
        error={dateError}
        defaultValue="2026-02-31"
      />
      <DateField name="from" label="Ngày bắt đầu" isOptional />
      <DayField name="until" label="Hẹn đến ngày" defaultValue="2026-12-31" />
      <PlaceField
        name="home"
        label="Nơi ở"
        value={place}
        onChange={setPlace}
        provinces={provinces}
        communes={place.province === '31' ? communes : []}
      />
      <PlaceField
        name="loading"
        label="Nơi sinh"
        value={{ province: '31', commune: '' }}
        onChange={setPlace}
        provinces={provinces}
        communes={[]}
        isLoading
      />
      <PlaceField
        name="failed"
        label="Quê quán"
        value={{ province: '31', commune: '' }}
        onChange={setPlace}
        provinces={provinces}
        communes={[]}
        hasFailed
      />
      <Checkbox name="declared" label="Tôi cam đoan những điều khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật." />
      <Checkbox name="declared2" label="Tôi cam đoan." error="Đánh dấu vào ô cam đoan rồi nộp." />
      <div className="btns fill">
        <Button>Tiếp tục</Button>
        <Button type="button" kind="grave" onClick={() => setOpen(true)}>
          Rút hồ sơ
        </Button>
      </div>
      <Dialog isOpen={isOpen} title="Rút hồ sơ thì phường dừng xử lý" onClose={() => setOpen(false)}>
        <p>Hồ sơ đã rút không mở lại được. Muốn làm lại thì nộp hồ sơ mới.</p>
        <div className="btns">
          <Button type="button" kind="grave" onClick={() => setOpen(false)}>
            Rút hồ sơ
          </Button>
          <Button type="button" kind="plain" onClick={() => setOpen(false)}>
            Giữ lại
          </Button>
        </div>
      </Dialog>
      <div className="after-lead">
        <ConflictNote
          who="Chị Hạnh"
          what="chuyển hồ sơ này"
          at="2026-12-29T02:14:00Z"
          typed="Thiếu bản sao giấy chứng sinh"
          onReload={() => undefined}
        />
      </div>
    </form>
  )
}
