/** How somebody may be reached of whom a phone is known, and what about: each is asked by itself. */
export const CHANNELS = ['sms', 'phone'] as const
export const PURPOSES = ['service', 'marketing'] as const
export type Wish = `${(typeof CHANNELS)[number]} ${(typeof PURPOSES)[number]}`
