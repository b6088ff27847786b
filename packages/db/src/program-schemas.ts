import { controlMigrations, newProgram, programMigrations } from './migrations.generated.ts'
import type { Schemas } from './program-databases.ts'

/** The schemas of the control database and of a program's, as migrations. */
export const programSchemas: Schemas = { control: controlMigrations, program: programMigrations, newProgram }
