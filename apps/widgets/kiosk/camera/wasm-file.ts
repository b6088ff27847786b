/** The name that tells the reader's contents: what was kept under it is never another. */
export const wasmFile = (sha256: string): string => `zxing-${sha256.slice(0, 16)}.wasm`
