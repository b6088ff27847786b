import { MemberBadge } from './elements/member-badge/member-badge.ts'
import { Points } from './elements/points/points.ts'
import { TierProgress } from './elements/tier-progress/tier-progress.ts'
import './page-api.ts'
import { define } from './define.ts'
import { nextTask } from './next-task.ts'

const elements = { 'laurel-member-badge': MemberBadge, 'laurel-points': Points, 'laurel-tier-progress': TierProgress }

/** Each in a task of its own: all of them at once would hold up a slow phone. */
async function defineAll(): Promise<void> {
  for (const [name, element] of Object.entries(elements)) {
    await nextTask()
    define(name, element)
  }
  // After the elements that a page most likely shows: what it may need further.
  void import('./autoload.ts').then(({ autoload }) => autoload())
}

void defineAll()
