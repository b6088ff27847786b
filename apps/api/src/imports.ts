import type { Deps } from './deps.ts'
import { memberImporter } from './features/members/import-members.ts'
import { openingImporter } from './features/openings/import-openings.ts'
import { pastPurchaseImporter, purchaseImporter } from './features/purchases/import-purchases.ts'
import { tierImporter } from './features/tiers/import-tiers.ts'
import { continueImport } from './platform/imports/continue-import.ts'
import { continueUndo } from './platform/imports/continue-undo.ts'
import type { Importers } from './platform/imports/importer.ts'

/** What the rows of files are made into, by the kind of the file. */
const importers: Importers = {
  members: memberImporter,
  purchases: purchaseImporter,
  openingBalances: openingImporter,
  tiers: tierImporter,
  pastPurchases: pastPurchaseImporter,
}

/** Bringing files in, of every kind that there is. */
export const imports: Deps['imports'] = {
  kinds: importers,
  goOn: async (deps, programId, budget) =>
    (await continueImport(importers, deps, programId, budget)) || continueUndo(importers, deps, programId, budget),
}
