/**
 * A body that is made only as fast as it is read. The first piece is made at once: what fails by then is answered as an
 * error; what fails later breaks the body off, so that nobody takes half of it for the whole.
 */
export const textStream = async (pieces: AsyncIterableIterator<string>): Promise<ReadableStream<Uint8Array>> => {
  const encoder = new TextEncoder()
  let first: IteratorResult<string> | null = await pieces.next()
  const nextPiece = async (): Promise<IteratorResult<string>> => {
    const piece = first ?? (await pieces.next())
    first = null
    // Pages may have nothing to write, and an empty chunk is no chunk.
    return piece.done || piece.value !== '' ? piece : nextPiece()
  }
  return new ReadableStream<Uint8Array>(
    {
      pull: async controller => {
        const piece = await nextPiece()
        if (piece.done) controller.close()
        else controller.enqueue(encoder.encode(piece.value))
      },
      cancel: async () => void (await pieces.return?.()),
    },
    { highWaterMark: 0 },
  )
}
