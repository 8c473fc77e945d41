import { PetitionState } from '#app/_ui/petition-state.tsx'
import { PetitionFiles, PetitionWay, Typed } from '#app/_ui/petition-way.tsx'

const states = ['received', 'taken', 'answered', 'referred', 'withdrawn'] as const

const step = (seq: number, type: string, words: string | null = null) => ({
  seq,
  type,
  at: '2026-12-21T07:30:00Z',
  words,
  toNameVi: 'Ủy ban nhân dân phường Lê Thanh Nghị',
  byName: null,
})

/** Petitions: each state, on time and late; the way of one; what was typed and sent along. */
export function Petitions() {
  return (
    <section className="sec stack">
      <h2>PetitionState, PetitionWay, PetitionFiles</h2>
      <p className="btns">
        {states.map((state) => (
          <PetitionState key={state} state={state} />
        ))}
        <PetitionState state="taken" isLate />
      </p>
      <Typed>{'Bảng ghi giờ làm việc để sau cửa.\nĐề nghị để ra trước cửa.'}</Typed>
      <PetitionWay
        events={[
          step(1, 'SEND'),
          step(2, 'FORWARD', 'Việc này do phường trả lời.'),
          step(3, 'TAKE'),
          step(4, 'ESCALATE'),
          step(5, 'ANSWER', 'Bảng đã được để trước cửa.'),
        ]}
      />
      <PetitionFiles
        files={[
          { id: 'one', name: 'anh-bang.jpg', size: 1_400_000, isWaiting: false },
          { id: 'two', name: 'anh-cua.jpg', size: 900_000, isWaiting: true },
        ]}
      />
    </section>
  )
}
