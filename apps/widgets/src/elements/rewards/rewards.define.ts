import { define } from '../../define.ts'
import { Rewards } from './rewards.ts'

define('laurel-rewards', Rewards)
