import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { benefitStatements, memberBenefits } from '../../platform/member-benefits.ts'
import { loadedMember, memberStatements } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import type { BenefitView } from './benefits.schemas.ts'

/** All benefits of the program as a member finds them now: what the tier is given, what is left, and why not. */
export const listBenefits = (
  caller: Caller,
  asked: number | null,
): Promise<{ data: BenefitView[]; nextCursor: null }> =>
  onMember(caller, asked, async id => {
    const { program, rows } = await enterProgram(caller, [...benefitStatements(id), ...memberStatements(id)])
    const [uses, receipts, ...memberRows] = rows
    const { held } = loadedMember(program, memberRows)
    const data = memberBenefits(program, held.tier, uses, receipts).map(({ benefit, standing }) => ({
      code: benefit.code,
      name: benefit.name,
      use: benefit.use,
      grant: standing.grant === null ? null : { ...standing.grant },
      guests: benefit.guests ?? 0,
      quota: standing.quota,
      receipt: benefit.receipt ?? null,
      available: standing.available,
      whyNot: standing.obstacle,
    }))
    return { data, nextCursor: null }
  })
