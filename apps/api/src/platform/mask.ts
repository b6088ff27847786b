/** A phone number as it may be shown where others look on: `139****1111`. */
export const maskPhone = (phone: string | null): string | null =>
  phone === null ? null : phone.replace(/^\+86(?=1\d{10}$)/, '').replace(/^(.{3}).*(.{4})$/, '$1****$2')

/** A name as it may be shown where others look on: `李*`, `A*** S***`. */
export const maskName = (name: string | null): string | null =>
  name === null
    ? null
    : name
        .split(/\s+/)
        .map(word => {
          const [first = '', ...rest] = word
          return /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(first)
            ? first + '*'.repeat(Math.max(1, rest.length))
            : `${first}***`
        })
        .join(' ')
