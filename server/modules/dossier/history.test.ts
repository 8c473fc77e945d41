import { describe, expect, it } from 'vitest'
import { type EventRow, hashOf, hashOfEvent } from './history.ts'

const event: EventRow = {
  homeAgencyId: 'xa-a',
  openedMonth: '2026-11-01',
  dossierId: 'd1',
  seq: 3,
  stream: 'DOSSIER',
  type: 'COMPLETE_STEP',
  payload: { stepId: 'check', z: ['ế', 1], a: null },
  facts: {},
  sealedHash: null,
  actorId: 'a1',
  onBehalfOfId: null,
  channel: 'WEB',
  requestId: 'r1',
  procedureVersionId: 'v1',
  shellVersion: 2,
  at: '2026-11-23T03:00:00.000Z',
  stateHash: 's',
  prevHash: 'p',
  hash: 'h',
}

describe('the hash of an event', () => {
  it('is that of the canonical form of all covered columns, wherever the row lies', () => {
    const { homeAgencyId: _home, openedMonth: _month, hash: _hash, ...covered } = event
    expect(hashOfEvent(event)).toBe(hashOf({ v: 1, ...covered }))
    const moved = { ...event, homeAgencyId: 'xa-b', openedMonth: '2027-01-01', hash: 'x' }
    expect(hashOfEvent(moved)).toBe(hashOfEvent(event))
  })

  it('changes with every covered column', () => {
    const { homeAgencyId: _home, openedMonth: _month, hash: _hash, ...covered } = event
    for (const name of Object.keys(covered)) expect(hashOfEvent({ ...event, [name]: 'other' }), name).not.toBe(hashOfEvent(event))
  })
})
