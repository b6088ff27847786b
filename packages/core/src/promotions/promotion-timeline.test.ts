import { describe, expect, it } from 'vitest'
import { promotion } from '../../test/promotions.ts'
import { shanghai } from '../../test/program.ts'
import { promotionTimeline } from './promotion-timeline.ts'
import type { PromotionRevision } from './promotion.ts'

describe('the timeline of promotions', () => {
  const revision = (id: number, fields: Partial<PromotionRevision>) => promotion({ id, revision: id, ...fields })
  const named = ({ code, revision }: PromotionRevision) => `${code} ${revision}`
  const codesAt = (revisions: ReturnType<typeof revision>[], text: string) =>
    promotionTimeline(revisions).at(shanghai(text)).map(named)

  it('has at each instant the revision that counted then, within its own time', () => {
    const revisions = [
      revision(1, { effectiveAt: shanghai('2026-03-05 00:00:00') }),
      revision(2, { effectiveAt: shanghai('2026-03-10 00:00:00'), untilAt: shanghai('2026-03-20 00:00:00') }),
    ]
    expect(codesAt(revisions, '2026-03-04 23:59:59')).toEqual([])
    expect(codesAt(revisions, '2026-03-05 00:00:00')).toEqual(['spring 1'])
    expect(codesAt(revisions, '2026-03-09 23:59:59')).toEqual(['spring 1'])
    expect(codesAt(revisions, '2026-03-10 00:00:00')).toEqual(['spring 2'])
    expect(codesAt(revisions, '2026-03-19 23:59:59')).toEqual(['spring 2'])
    expect(codesAt(revisions, '2026-03-20 00:00:00')).toEqual([])
  })

  it('has nothing of a promotion from its end on, and of two from one instant the later', () => {
    const from = shanghai('2026-03-10 00:00:00')
    const revisions = [
      revision(1, {}),
      revision(2, { effectiveAt: from }),
      revision(3, { effectiveAt: from, ended: true }),
      revision(4, { code: 'other', revision: 1 }),
    ]
    expect(codesAt(revisions, '2026-03-09 23:59:59')).toEqual(['spring 1', 'other 1'])
    expect(codesAt(revisions, '2026-03-10 00:00:00')).toEqual(['other 1'])
  })

  const opens = shanghai('2026-03-05 00:00:00')
  const published = [
    revision(1, {}),
    revision(2, { code: 'other', revision: 1 }),
    revision(3, { revision: 2, effectiveAt: opens }),
  ]

  it.each([
    ['as they were published', published],
    ['the newest first', published.toReversed()],
  ])('is the same in whatever order the revisions are read: %s', (_, revisions) => {
    expect(codesAt(revisions, '2026-03-04 23:59:59')).toEqual(['spring 1', 'other 1'])
    expect(codesAt(revisions, '2026-03-05 00:00:00')).toEqual(['spring 2', 'other 1'])
    expect(promotionTimeline(revisions).latest.map(named)).toEqual(['spring 2', 'other 1'])
  })

  it('finds each revision by its id, and counts them', () => {
    const timeline = promotionTimeline(published)
    expect(timeline.count).toBe(3)
    expect([1, 2, 3].map(id => named(timeline.revision(id)))).toEqual(['spring 1', 'other 1', 'spring 2'])
    expect(() => timeline.revision(4)).toThrow('there is no revision 4 of a promotion')
  })

  it('of no promotions has none at any instant', () => {
    expect(promotionTimeline([])).toMatchObject({ count: 0, latest: [] })
    expect(codesAt([], '2026-03-10 00:00:00')).toEqual([])
  })

  it('has nothing before a promotion opens, not even of a revision that another replaced before', () => {
    const replaced = [revision(1, {}), revision(2, { effectiveAt: shanghai('2026-02-20 00:00:00') })]
    expect(codesAt(replaced, '2026-02-28 23:59:59')).toEqual([])
    expect(codesAt(replaced, '2026-03-01 00:00:00')).toEqual(['spring 2'])
  })
})
