// All patterns: by the smaller table a Chinese mobile number with a digit too many is valid.
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'

// Where a shop that counts in this currency most likely is: a number without its country is read as one from there.
const COUNTRY: Readonly<Record<string, CountryCode>> = {
  CNY: 'CN',
  HKD: 'HK',
  MOP: 'MO',
  TWD: 'TW',
  SGD: 'SG',
  MYR: 'MY',
  JPY: 'JP',
  KRW: 'KR',
  THB: 'TH',
  USD: 'US',
  CAD: 'CA',
  GBP: 'GB',
  CHF: 'CH',
  AUD: 'AU',
  NZD: 'NZ',
}

/** A phone number in E.164, or null where it is none. A number without country is read as one of the currency's land. */
export const parsePhone = (text: string, currency: string): string | null => {
  const number = parsePhoneNumberFromString(text, COUNTRY[currency])
  return number?.isValid() === true ? number.number : null
}

/** A number in E.164 apart: its calling code without the plus, empty where there is none, and the digits behind it. */
export const splitPhone = (phone: string): { readonly callingCode: string; readonly national: string } => {
  const number = parsePhoneNumberFromString(phone)
  return { callingCode: number?.countryCallingCode ?? '', national: number?.nationalNumber ?? phone }
}
