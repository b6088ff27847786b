import { TestRunner } from 'vitest'

/** Where a test has failed, the files that have not run yet are not even loaded. */
export default class StopAtFirstFailure extends TestRunner {
  #hasFailed = false

  override cancel(...args: Parameters<TestRunner['cancel']>): void {
    this.#hasFailed = true
    super.cancel(...args)
  }

  override importFile(...args: Parameters<TestRunner['importFile']>): unknown {
    return this.#hasFailed ? undefined : super.importFile(...args)
  }
}
