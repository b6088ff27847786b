import { customType } from 'drizzle-orm/sqlite-core'

/** Bytes as they are: drizzle's own blob column wants Node's Buffer, which Workers have not. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'blob',
  fromDriver: value => new Uint8Array(value),
})

/** A yes or no, kept as 1 or 0. */
export const flag = customType<{ data: boolean; driverData: number }>({
  dataType: () => 'integer',
  fromDriver: value => value === 1,
  // Drizzle hands over nulls too, whatever its types say.
  toDriver: value => (value === null ? null : value ? 1 : 0) as number,
})
