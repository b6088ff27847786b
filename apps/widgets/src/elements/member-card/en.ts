import type { CardTexts } from './card-texts.ts'

/** English. */
export const en: CardTexts = {
  title: 'Member card',
  invitation: 'Sign in to show your card.',
  show: 'Show to the cashier',
  hint: 'Hold this to the scanner.',
  close: 'Close',
  waiting: 'No connection: a new code comes as soon as there is one.',
  qr: code => `Card code ${code}`,
  renews: seconds => `New code in ${seconds} s`,
}
