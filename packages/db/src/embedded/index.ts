export { openEmbedded, type EmbeddedEngine, type EmbeddedOptions, type EmbeddedStatistics } from './engine.ts'
export { openEmbeddedProgramDatabases, type EmbeddedDatabases } from './embedded-program-databases.ts'
export type { StorageObserver } from './storage-observer.ts'
export { readVerifyRecord, VERIFY_RECORD, writeVerifyRecord, type VerifyRecord } from './verify-record.ts'
