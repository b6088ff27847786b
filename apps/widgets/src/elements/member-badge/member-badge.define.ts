import { define } from '../../define.ts'
import { MemberBadge } from './member-badge.ts'

define('laurel-member-badge', MemberBadge)
