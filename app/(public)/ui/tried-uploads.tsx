'use client'

import { ApiProvider } from '#app/_lib/trpc.tsx'
import { FieldGroup } from '#app/_ui/field.tsx'
import { AttachFiles } from '#app/_ui/uploads/attach-files.tsx'
import { UploadBox } from '#app/_ui/uploads/upload-box.tsx'
import type { UploadRow } from '#app/_ui/uploads/use-uploads.ts'
import { fileView } from './samples.ts'

const row = (key: string, state: UploadRow['state']): UploadRow => ({
  key,
  name: `${key}.pdf`,
  size: 1_400_000,
  contentType: 'application/pdf',
  state,
})

const rows: UploadRow[] = [
  row('cho-gui', { is: 'waiting' }),
  row('dang-gui', { is: 'sending', percent: 40 }),
  row('mat-mang', { is: 'stalled', percent: 62 }),
  row('gui-do', { is: 'unfinished', percent: 30, uploadId: 'none', fingerprint: 'none' }),
  row('dang-kiem-tra', { is: 'checking' }),
  row('khong-gui-duoc', { is: 'failed', fault: { code: null, details: {} } }),
  row('cho-quet', { is: 'sent', file: fileView('cho-quet', 'PENDING') }),
  row('sach', { is: 'sent', file: fileView('sach', 'CLEAN') }),
  row('ma-doc', { is: 'sent', file: fileView('ma-doc', 'INFECTED') }),
  row('may-quet-nghi', { is: 'sent', file: fileView('may-quet-nghi', 'ERROR', true) }),
  row('khong-co-may-quet', { is: 'sent', file: fileView('khong-co-may-quet', 'NOT_CONFIGURED') }),
]

const nothing = () => undefined
const nobody = async () => []

/** Every state that a file can be in on its way, and afterwards. */
export function TriedUploads() {
  return (
    <ApiProvider>
      <FieldGroup id="sent-papers" label="Giấy chứng sinh" hint="Chụp đủ bốn góc.">
        <UploadBox
          id="sent"
          what="Giấy chứng sinh"
          uploads={{ rows, add: nobody, send: async () => ({ is: 'waiting' }), drop: nothing, goOn: nothing }}
          error="Gửi ảnh hoặc tệp của giấy này: Giấy chứng sinh."
          onRemove={nothing}
        />
      </FieldGroup>
      <AttachFiles
        id="attached"
        label="Chứng từ đã nộp tiền"
        hint="Biên lai hoặc màn hình chuyển khoản."
        target={{ dossierCode: 'H24.12-261211-0087', attachTo: 'proof', subjectId: 'none' }}
        isOptional
        onChange={nothing}
      />
    </ApiProvider>
  )
}
