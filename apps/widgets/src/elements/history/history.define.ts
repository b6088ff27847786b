import { define } from '../../define.ts'
import { History } from './history.ts'

define('laurel-history', History)
