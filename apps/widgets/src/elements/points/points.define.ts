import { define } from '../../define.ts'
import { Points } from './points.ts'

define('laurel-points', Points)
