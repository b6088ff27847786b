/** How far somebody's education went (S9, S13), from the least on. */
export const educationLevels = [
  'primary',
  'juniorHigh',
  'seniorHigh',
  'vocational',
  'college',
  'bachelor',
  'master',
  'doctorate',
] as const
