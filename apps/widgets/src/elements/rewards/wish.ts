import { Failure } from '../../api/failure.ts'
import type { Redemption } from '../../events/laurel-redeem.ts'
import type { Session } from '../../session/session.ts'
import { readRedemption, type Reward } from './read-rewards.ts'

/** Where a wish stands: `unsure` is a line that broke, `refused` a certain no. */
export type WishState = 'asked' | 'busy' | 'unsure' | 'refused' | 'done'

/** One wish for one reward, from the question to the pick-up code. */
export class Wish {
  declare readonly reward: Reward
  state: WishState = 'asked'
  /** Once it is done. */
  redemption: Redemption | null = null
  /** The last thing that went wrong. */
  failure: Failure | null = null
  /** The same for every try, so that no retry redeems twice. */
  readonly #key = crypto.getRandomValues(new Uint32Array(4)).join('-')

  constructor(reward: Reward) {
    this.reward = reward
  }

  /** Whether nobody knows yet if it came to pass: then it must be tried again under the same key. */
  get isOpen(): boolean {
    return this.state === 'busy' || this.state === 'unsure'
  }

  async fulfil(session: Session): Promise<void> {
    this.state = 'busy'
    try {
      const response = await session.redeem({
        path: '/v1/me/redemptions',
        body: { reward: this.reward.code },
        headers: { 'Idempotency-Key': this.#key },
      })
      this.redemption = readRedemption(await response.json())
      this.state = this.redemption ? 'done' : 'unsure'
    } catch (error) {
      this.failure = error instanceof Failure ? error : new Failure('network')
      // A token that was refused says nothing about an earlier try.
      this.state = this.failure.code === 'refused' ? 'refused' : 'unsure'
    }
  }
}
