import { define } from '../../define.ts'
import { Program } from './program.ts'

define('laurel-program', Program)
