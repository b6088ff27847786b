import { describe, expect, it, test } from 'vitest'
import { parseInstant } from '../calendar/instant.ts'
import { decideMessage, type CampaignTerms, type Recipient } from './decide-message.ts'

const at = parseInstant('2026-03-10T10:00:00+08:00')!
const DAY = 86_400_000

const campaign: CampaignTerms = {
  id: 11,
  purpose: 'marketing',
  controlShare: 0,
  cap: { messages: 2, days: 7 },
  quietHours: [{ from: 22 * 60, until: 8 * 60 }],
  timeZone: 'Asia/Shanghai',
}
const recipient: Recipient = { memberId: 5, isReachable: true, consent: true, sentAt: [], quietHours: [] }

const service = { ...campaign, purpose: 'service' as const }

describe('a message', () => {
  test.each([
    ['goes to who agreed, at once', campaign, {}, 'sent'],
    ['of advertising goes to nobody who never said', campaign, { consent: null }, 'no_consent'],
    ['of advertising goes to nobody who declined', campaign, { consent: false }, 'no_consent'],
    ['of service goes to who never said', service, { consent: null }, 'sent'],
    ['of service goes to nobody who declined', service, { consent: false }, 'no_consent'],
    ['goes to nobody without an address', campaign, { isReachable: false }, 'unreachable'],
    ['is one too many for who had two this week', campaign, { sentAt: [at - DAY, at - 6 * DAY] }, 'frequency_cap'],
    [
      'is none too many where the week is over to the millisecond',
      campaign,
      { sentAt: [at - DAY, at - 7 * DAY] },
      'sent',
    ],
    ['is one too many where it is not', campaign, { sentAt: [at - DAY, at - 7 * DAY + 1] }, 'frequency_cap'],
    ['is one too many before two that are to go this week', campaign, { sentAt: [at + 1, at + 2] }, 'frequency_cap'],
    ['is one too many between two of one week', campaign, { sentAt: [at - 3 * DAY, at + 3 * DAY] }, 'frequency_cap'],
    ['is none too many between those of two weeks', campaign, { sentAt: [at - 4 * DAY, at + 3 * DAY] }, 'sent'],
    ['is none too many a week before the next', campaign, { sentAt: [at + 7 * DAY, at + 7 * DAY] }, 'sent'],
    ['of service is not capped', service, { sentAt: [at - 1, at - 2, at - 3] }, 'sent'],
    ['is not capped where there is no cap', { ...campaign, cap: null }, { sentAt: [at - 1, at - 2, at - 3] }, 'sent'],
    ['never comes where every hour is quiet', campaign, { quietHours: [{ from: 480, until: 1320 }] }, 'always_quiet'],
    ['is held back from the control group', { ...campaign, controlShare: 1 }, {}, 'held_out'],
  ] as const)('%s', (_, terms, of, outcome) => {
    const decided = decideMessage(terms, { ...recipient, ...of }, at)
    const meant = (heldOut: boolean) => (heldOut ? 'held_out' : 'sent')
    expect(decided.accepted ? meant(decided.value.heldOut) : decided.reason).toBe(outcome)
  })

  it('waits for the end of quiet hours, the program’s and the member’s', () => {
    const night = parseInstant('2026-03-10T23:00:00+08:00')!
    expect(decideMessage(campaign, recipient, night)).toMatchObject({
      value: { sendAt: parseInstant('2026-03-11T08:00:00+08:00') },
    })
    expect(decideMessage({ ...campaign, controlShare: 1 }, recipient, night)).toMatchObject({
      value: { sendAt: parseInstant('2026-03-11T08:00:00+08:00'), heldOut: true },
    })
    const late = { ...recipient, quietHours: [{ from: 8 * 60, until: 9 * 60 + 30 }] }
    expect(decideMessage(campaign, late, night)).toMatchObject({
      value: { sendAt: parseInstant('2026-03-11T09:30:00+08:00') },
    })
  })

  it('is counted against the cap at the hour at which it would be sent', () => {
    const night = parseInstant('2026-03-10T23:00:00+08:00')!
    const sentAt = [night - 6 * DAY - 20 * 3_600_000, night - 1]
    expect(decideMessage(campaign, { ...recipient, sentAt }, night)).toMatchObject({ accepted: true })
  })

  it('tells who may not be spoken to before who is held out, so that both groups are of the same people', () => {
    const all = { ...campaign, controlShare: 1 }
    expect(decideMessage(all, { ...recipient, consent: false }, at)).toMatchObject({ reason: 'no_consent' })
    expect(decideMessage(all, { ...recipient, sentAt: [at, at] }, at)).toMatchObject({ reason: 'frequency_cap' })
  })
})
