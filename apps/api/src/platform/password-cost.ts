/** What a password costs to try. */
export interface PasswordCost {
  readonly memoryKiB: number
  readonly passes: number
}

/** What OWASP asks of Argon2id (Password Storage Cheat Sheet, 2025): 19 MiB, two passes; a Worker has the memory for it. */
export const PASSWORD_COST: PasswordCost = { memoryKiB: 19_456, passes: 2 }
