import { basename, dirname } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Runs first what stands beside the file that is mutated, then its folder, then the rest, each the quickest first. */
export class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const mutated = this.ctx.config.related?.[0]
    // oxlint-disable-next-line unicorn/no-array-sort -- no array's, but the sequencer's own
    const slowestFirst = await super.sort(files)
    if (mutated === undefined) return slowestFirst
    const distance = ({ moduleId }: TestSpecification): number =>
      dirname(moduleId) !== dirname(mutated) ? 2 : basename(moduleId, '.test.ts') !== basename(mutated, '.ts') ? 1 : 0
    return slowestFirst.toReversed().toSorted((a, b) => distance(a) - distance(b))
  }
}
