export { openEmbedded, type EmbeddedEngine, type EmbeddedOptions } from './engine.ts'
export { openEmbeddedProgramDatabases } from './embedded-program-databases.ts'
