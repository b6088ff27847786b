import { define } from '../../define.ts'
import { TierProgress } from './tier-progress.ts'

define('laurel-tier-progress', TierProgress)
