import { expect, test } from 'vitest'
import { readableCode } from './readable-code.ts'

test('a code has nothing that reads like something else, whatever is drawn', () => {
  const drawn = ['0O1Iabcdefghijklmnopqrstuvwxyz00', '0011OOIIab234', 'ABCDEFGHJKLMNPQRSTUVWXYZ']
  expect(readableCode(() => drawn.shift()!, 8)).toBe('234ABCDE')
})
