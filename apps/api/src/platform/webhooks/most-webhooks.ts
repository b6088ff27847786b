/** So many endpoints a program may have. */
export const MOST_WEBHOOKS = 50
