import { define } from '../../define.ts'
import { MemberCard } from './member-card.ts'

define('laurel-member-card', MemberCard)
