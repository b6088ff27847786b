import { asc, eq, getTableColumns, gt, and, or, sql, type InferSelectModel } from 'drizzle-orm'
import { $, builder, insertInto, select, write } from '../statement.ts'
import { rewardCounts, rewards } from './rewards.tables.ts'

export type RewardRow = InferSelectModel<typeof rewards>

/** A gift of the catalogue by its code. */
export const findReward = select<{ code: string }>()(getTableColumns(rewards), f =>
  builder
    .select(f)
    .from(rewards)
    .where(eq(rewards.code, $('code'))),
)

/** The gifts of these codes; `codes` is a JSON array. */
export const listRewardsOf = select<{ codes: string }>()(getTableColumns(rewards), f =>
  builder
    .select(f)
    .from(rewards)
    .where(sql`${rewards.code} IN (SELECT value FROM json_each(${$('codes')}))`),
)

/** A page of the catalogue, oldest first; `activeOnly` leaves out what is not offered. */
export const listRewards = select<{ afterId: number; activeOnly: number; limit: number }>()(
  getTableColumns(rewards),
  f =>
    builder
      .select(f)
      .from(rewards)
      .where(and(gt(rewards.id, $('afterId')), or(sql`${$('activeOnly')} = 0`, sql`${rewards.active} = 1`)))
      .orderBy(asc(rewards.id))
      .limit($('limit')),
)

export const addReward = insertInto(rewards)

/** Sets the terms of a gift; a trigger refuses a revision that does not follow the last. Stock is not touched. */
export const putReward = write<Omit<RewardRow, 'id' | 'stock' | 'taken'>>(
  builder
    .update(rewards)
    .set({
      revision: $('revision'),
      active: $('active'),
      name: $('name'),
      picture: $('picture'),
      points: $('points'),
      moneyMinor: $('moneyMinor'),
      perMember: $('perMember'),
      tiers: $('tiers'),
      fromAt: $('fromAt'),
      untilAt: $('untilAt'),
      holdDays: $('holdDays'),
    } as never)
    .where(eq(rewards.code, $('code'))),
)

/** Sets what is left of a gift. */
export const putStock = write<{ code: string; stock: number | null }>(
  builder
    .update(rewards)
    .set({ stock: $('stock') } as never)
    .where(eq(rewards.code, $('code'))),
)

/** Adds to what is left of a gift, or takes away below zero; it never falls under nothing. */
export const addStock = write<{ code: string; pieces: number }>(
  builder
    .update(rewards)
    .set({ stock: sql`${rewards.stock} + ${$('pieces')}` })
    .where(eq(rewards.code, $('code'))),
)

/** Puts pieces of a gift aside; below zero they come back. The schema refuses more than are there. */
export const takeStock = write<{ code: string; pieces: number }>(
  builder
    .update(rewards)
    .set({
      stock: sql`${rewards.stock} - ${$('pieces')}`,
      taken: sql`${rewards.taken} + ${$('pieces')}`,
    })
    .where(eq(rewards.code, $('code'))),
)

/** How many pieces of a gift a member holds or has had. */
export const findRewardCount = select<{ memberId: number; reward: string }>()({ taken: rewardCounts.taken }, f =>
  builder
    .select(f)
    .from(rewardCounts)
    .where(and(eq(rewardCounts.memberId, $('memberId')), eq(rewardCounts.reward, $('reward')))),
)

/** How many pieces of each gift a member holds or has had. */
export const listRewardCounts = select<{ memberId: number }>()(
  { reward: rewardCounts.reward, taken: rewardCounts.taken },
  f =>
    builder
      .select(f)
      .from(rewardCounts)
      .where(eq(rewardCounts.memberId, $('memberId'))),
)

/** Counts pieces for a member; the schema refuses more than `most`. */
export const countReward = write<{ memberId: number; reward: string; pieces: number; most: number | null }>(
  builder
    .insert(rewardCounts)
    .values({ memberId: $('memberId'), reward: $('reward'), taken: $('pieces'), most: $('most') } as never)
    .onConflictDoUpdate({
      target: [rewardCounts.memberId, rewardCounts.reward],
      set: { taken: sql`${rewardCounts.taken} + excluded.taken`, most: sql`excluded.most` },
    }),
)

/** Counts pieces no more, since they came back. */
export const uncountReward = write<{ memberId: number; reward: string; pieces: number }>(
  builder
    .update(rewardCounts)
    .set({ taken: sql`${rewardCounts.taken} - ${$('pieces')}` })
    .where(and(eq(rewardCounts.memberId, $('memberId')), eq(rewardCounts.reward, $('reward')))),
)
