import { z } from '@hono/zod-openapi'
import { effortClasses, importanceClasses, lifecycleClasses, loyaltyKinds, pyramidClasses } from '@laurel/core'
import { amount } from '../../platform/wire.ts'

const share = z.number().min(0).max(1)
const recentShare = share.optional().openapi({
  description: 'The share where recent purchases weigh more, where the program says so: it is what the order goes by',
})
const shareOf = <S extends z.ZodType>(value: S) => z.array(z.object({ value, share, recentShare }))
const day = z.string().openapi({ format: 'date' })

const fifth = z.int().min(1).max(5).nullable()

const because = z.object({
  contribution: z.object({
    amount: z.int().openapi({ description: 'What the goods bring less the cost to serve' }),
    heavyFrom: z.int(),
    heavy: z.boolean(),
  }),
  costToServe: z.object({ amount: z.int() }),
  priceSensitivity: z.object({ promotionShare: share, sensitiveFrom: share, sensitive: z.boolean() }),
  loyalty: z.object({
    purchaseDays: z.int(),
    atLeast: z.int(),
    withinMonths: z.int(),
    loyal: z.boolean(),
  }),
})

/** What Laurel knows of a member, by their receipts. */
export const memberInsightView = z
  .object({
    memberId: z.string(),
    asOf: z.string().openapi({ description: 'Receipts and returns are counted up to this instant' }),
    figuresAsOf: day.nullable().openapi({
      description:
        'Scores and classes compare with the program’s buyers as of the start of this day; null before the first night',
    }),
    lifecycle: z.object({
      class: z.enum(lifecycleClasses).nullable().openapi({ description: 'Null for who never bought' }),
      since: day.nullable().openapi({ description: 'The first day of the class' }),
      lastPurchaseOn: day.nullable(),
    }),
    rfm: z.object({
      recencyDays: z.int().nullable().openapi({ description: 'Days since the last purchase' }),
      frequency: z.int().openapi({ description: 'Days with a purchase' }),
      monetary: amount.openapi({ description: 'What the goods that were kept were sold for' }),
      scores: z
        .object({ r: fifth, f: fifth, m: fifth })
        .openapi({ description: 'The fifth of the program’s buyers, 5 the best; equal values have equal scores' }),
    }),
    pyramid: z.object({
      class: z.enum(pyramidClasses).nullable().openapi({ description: 'A platinum, B gold, C iron, D lead' }),
      because: because.nullable(),
    }),
    importance: z.enum(importanceClasses).nullable(),
    effort: z.enum(effortClasses).nullable().openapi({ description: 'Whom to win, whom to keep, who wastes effort' }),
    loyalty: z
      .enum(loyaltyKinds)
      .nullable()
      .openapi({ description: 'By buying again, and by attachment: buying at regular price' }),
    rewarded: z
      .boolean()
      .nullable()
      .openapi({ description: 'Whether among those whose sales are worth special rewards' }),
    preferences: z
      .object({
        sizes: shareOf(z.string()),
        colors: shareOf(z.string()),
        styles: shareOf(z.string()),
        brands: shareOf(z.string()),
        categories: shareOf(z.string()),
        stores: shareOf(z.string()),
        priceBand: z
          .object({ low: z.int(), median: z.int(), high: z.int() })
          .nullable()
          .openapi({ description: 'The 25th, 50th and 75th percentile of what each unit cost, in minor units' }),
        weekdays: shareOf(z.int().min(1).max(7)).openapi({ description: '1 is Monday' }),
        hours: shareOf(z.int().min(0).max(23)),
        promotionShare: share.nullable().openapi({ description: 'Of the units' }),
        cycleDays: z.number().nullable().openapi({ description: 'Median of the days between days of purchase' }),
        pairings: shareOf(z.tuple([z.string(), z.string()])).openapi({
          description: 'Categories that come on one receipt; the share of the receipts that have both',
        }),
      })
      .openapi({ description: 'What was returned is left out; lists are best first, ten at most' }),
    forecast: z
      .object({
        probabilityActive: z.number().nullable(),
        expectedPurchases: z.number().nullable(),
        expectedValue: z.int().nullable(),
        horizonDays: z.int(),
        reason: z
          .enum(['notBought', 'notYetKnown', 'notEnoughData'])
          .nullable()
          .openapi({ description: 'Why there is none; who has bought since last night is not yet known' }),
      })
      .openapi({
        description:
          'As of last night; the value is sales. Never a number made up: null where there is not enough data, of which `GET /v1/insights/forecast` tells more',
      }),
  })
  .openapi('MemberInsight')

export type MemberInsight = z.infer<typeof memberInsightView>

const count = z.int().min(0).max(1_000_000_000)
const conversion = z
  .number()
  .min(0)
  .max(1)
  .multipleOf(0.0001)
  .openapi({ description: 'The share of visits that end with an order, with at most four decimals' })

/** A year's traffic, as somebody imagines it. */
export const whatIfBody = z
  .strictObject({
    visits: count,
    regulars: count.openapi({ description: 'Each of them comes once' }),
    regularConversion: conversion,
    otherConversion: conversion,
  })
  .refine(({ visits, regulars }) => regulars <= visits, { message: 'must not be more than visits', path: ['regulars'] })
  .openapi('WhatIfRequest')
