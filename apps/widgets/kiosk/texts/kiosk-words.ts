import type { CHANNELS, PURPOSES } from '../wishes.ts'

/** Every text of the kiosk. Amounts, dates and names arrive formatted. */
export interface KioskWords {
  /** What the page is called in a list of apps, and what it is for. */
  readonly app: { readonly name: string; readonly shortName: string; readonly description: string }
  readonly welcome: string
  readonly welcomeText: string
  readonly scanCard: string
  readonly scanHint: string
  readonly useCamera: string
  readonly cameraTitle: string
  readonly cameraText: string
  readonly cameraLabel: string
  readonly usePhone: string
  readonly join: string
  readonly language: string
  readonly largeText: string
  readonly done: string
  readonly back: string
  readonly testMode: string
  readonly enrolTitle: string
  readonly enrolText: string
  readonly enrolCode: string
  readonly enrol: string
  readonly noProgram: string
  readonly phoneTitle: string
  readonly phoneText: string
  readonly phone: string
  readonly country: string
  /** By their codes in ISO 3166; others are named as the browser names them. */
  readonly regions: Readonly<Record<string, string>>
  readonly elsewhere: string
  readonly elsewhereHint: string
  readonly sendCode: string
  readonly codeTitle: string
  codeText(phone: string): string
  readonly codeResent: string
  readonly otherNumber: string
  readonly resend: string
  resendIn(seconds: number): string
  readonly code: string
  readonly confirm: string
  testCode(code: string): string
  readonly erase: string
  readonly joinTitle: string
  readonly joinText: string
  readonly name: string
  /** Beside the keys for a name; empty where nothing need be said. */
  readonly nameHint: string
  readonly keyboard: string
  readonly capitals: string
  readonly hyphen: string
  readonly space: string
  readonly apostrophe: string
  terms(brand: string): string
  readonly termsWhere: string
  readonly wishes: string
  readonly channels: Readonly<Record<(typeof CHANNELS)[number], string>>
  readonly purposes: Readonly<Record<(typeof PURPOSES)[number], string>>
  readonly register: string
  hello(name: string): string
  readonly sections: string
  readonly overview: string
  readonly rewards: string
  readonly history: string
  readonly card: string
  points(amount: string): string
  readonly redeem: string
  readonly noRewards: string
  readonly moreRewards: string
  /** Over what was redeemed and waits at the desk. */
  readonly toCollect: string
  readonly showCode: string
  readonly withinReach: string
  readonly allRewards: string
  readonly noName: string
  plusMoney(points: string, money: string): string
  missing(points: string): string
  readonly outOfStock: string
  readonly otherTier: string
  readonly limitReached: string
  readonly notNow: string
  confirmTitle(gift: string): string
  confirmText(points: string): string
  readonly cancel: string
  readonly pickUpTitle: string
  readonly pickUpText: string
  collectBy(day: string): string
  readonly print: string
  readonly stillThere: string
  readonly stillThereText: string
  readonly stay: string
  readonly visitOver: string
  readonly offlineTitle: string
  readonly offlineText: string
  readonly loading: string
  readonly tryAgain: string
  readonly refusals: Readonly<Record<string, string>>
  readonly failed: string
}
