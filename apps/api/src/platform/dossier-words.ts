/** What is kept sealed of a dossier: free words, and the texts of custom fields by their code. */
export interface DossierWords {
  readonly habits: readonly string[]
  readonly texts: Readonly<Record<string, string>>
}
