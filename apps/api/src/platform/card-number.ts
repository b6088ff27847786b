/** The check digit of Luhn (ISO/IEC 7812-1): a mistyped digit, or two in the wrong order, is seen at the till. */
const checkDigit = (digits: string): number => {
  const sum = [...digits].toReversed().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return (10 - (sum % 10)) % 10
}

/** A card number of 16 digits, from 15 that were drawn at random; it never starts with 0. */
export const cardNumber = (randomDigits: string): string => {
  const digits = `8${randomDigits.slice(0, 14)}`
  return digits + String(checkDigit(digits))
}
