import { brandCap, fromScaled, SCALE, toScaled, withinBrandCap } from '@laurel/core'
import { addBrandIfNew, addStoreIfNew, appendSetting, putBrand } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce } from '../../platform/write.ts'

export interface BrandSettings {
  readonly name?: string | undefined
  readonly multiplier: number
  readonly contractRate?: number | undefined
  readonly takesMemberDiscount: boolean
  readonly tierDiscount?: { readonly tiers: readonly string[]; readonly rate: number } | undefined
}

export interface Brand {
  readonly code: string
  readonly store: string | null
  readonly name: string | null
  readonly multiplier: number
  readonly contractRate: number | null
  readonly maxMultiplier: number | null
  readonly takesMemberDiscount: boolean
  readonly tierDiscount: { tiers: string[]; rate: number } | null
  readonly warnings: { code: string; message: string }[]
}

const scaled = (value: number): number => {
  const exact = toScaled(value)
  if (exact === null) throw new Error('the schema lets only exact decimals in')
  return exact
}

/** What to tell who sets a brand, though it is allowed (S2: multi-point brands take no member discount). */
const warningsOf = (settings: BrandSettings): Brand['warnings'] =>
  settings.multiplier > 1 && settings.takesMemberDiscount
    ? [
        {
          code: 'multi_point_brand_takes_member_discount',
          message:
            'Multi-point brands are usually those outside member discount; set takesMemberDiscount to false if this one is.',
        },
      ]
    : []

const refuse = (program: OpenProgram, settings: BrandSettings): void => {
  const rules = program.rules.document
  const contractRate = settings.contractRate === undefined ? null : scaled(settings.contractRate)
  if (!withinBrandCap(rules, scaled(settings.multiplier), contractRate)) {
    const cap = brandCap(rules, contractRate)
    throw new Problem('multiplier_exceeds_contract_rate', {
      detail: `This brand may give at most ×${fromScaled(Math.max(cap ?? SCALE, SCALE))}.`,
      errors: [{ path: 'multiplier', message: 'is above contract rate divided by rebate rate' }],
    })
  }
  const unknown = settings.tierDiscount?.tiers.findIndex(code => program.rules.tier(code) === null) ?? -1
  if (unknown >= 0)
    throw new Problem('invalid_request', {
      errors: [{ path: `tierDiscount.tiers[${unknown}]`, message: 'is no tier of this program' }],
    })
}

/** Sets a brand from the program's now on, in one store or everywhere; what held before stays for late receipts (S2). */
export const setBrand = async (
  caller: Caller,
  code: string,
  store: string | null,
  settings: BrandSettings,
): Promise<Brand> => {
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, settings, {
    load: [],
    decide: program => {
      requireStore(program, store)
      refuse(program, settings)
      const contractRate = settings.contractRate === undefined ? null : scaled(settings.contractRate)
      const cap = brandCap(program.rules.document, contractRate)
      const statements = [
        settings.name === undefined ? addBrandIfNew({ code }) : putBrand({ code, name: settings.name }),
        ...(store === null ? [] : [addStoreIfNew({ code: store })]),
        appendSetting({
          id: caller.deps.ids.next(),
          brand: code,
          store: store ?? '',
          effectiveAt: program.now,
          multiplier: scaled(settings.multiplier),
          contractRate,
          takesMemberDiscount: settings.takesMemberDiscount,
          discountTiers: settings.tierDiscount ? JSON.stringify(settings.tierDiscount.tiers) : null,
          discountRate: settings.tierDiscount ? scaled(settings.tierDiscount.rate) : null,
        }),
        record(program, program.actor, 'brandSet', store === null ? code : `${store}/${code}`),
      ]
      return { statements, resource: code, result: brandView(code, store, settings, cap) }
    },
  })
  return result
}

const brandView = (code: string, store: string | null, settings: BrandSettings, cap: number | null): Brand => ({
  code,
  store,
  name: settings.name ?? null,
  multiplier: settings.multiplier,
  contractRate: settings.contractRate ?? null,
  maxMultiplier: cap === null ? null : fromScaled(Math.max(cap, SCALE)),
  takesMemberDiscount: settings.takesMemberDiscount,
  tierDiscount: settings.tierDiscount
    ? { tiers: [...settings.tierDiscount.tiers], rate: settings.tierDiscount.rate }
    : null,
  warnings: warningsOf(settings),
})
