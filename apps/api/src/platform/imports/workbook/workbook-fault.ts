/** Why a workbook cannot be read, as clients are told. */
export type WorkbookFaultCode = 'workbook_unreadable' | 'workbook_encrypted' | 'workbook_too_old' | 'workbook_too_large'

export class WorkbookFault extends Error {
  readonly code: WorkbookFaultCode

  constructor(code: WorkbookFaultCode, cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}
