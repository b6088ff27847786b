import { Problem } from '../../platform/problem.ts'
import { commonPasswords } from './common-passwords.ts'

const SHORTEST = 10

const faultOf = (password: string, email: string): string | null => {
  const plain = password.normalize('NFKC').toLowerCase()
  const [local = ''] = email.toLowerCase().split('@')
  if ([...plain].length < SHORTEST) return `must have ${SHORTEST} characters or more`
  if (commonPasswords.has(plain)) return 'is among those that are tried first'
  if (/^(.{1,3})\1+$/u.test(plain)) return 'repeats the same few characters'
  if (plain === email.toLowerCase() || (local.length > 3 && plain.includes(local))) return 'holds the e-mail address'
  return null
}

/**
 * Refuses a password that guessers try first. Its length is what counts; nothing is asked of its letters, and it never
 * has to be changed for its age (NIST SP 800-63B, 5.1.1.2).
 */
export const requireGoodPassword = (password: string, email: string): void => {
  const message = faultOf(password, email)
  if (message !== null) throw new Problem('weak_password', { errors: [{ path: 'password', message }] })
}
