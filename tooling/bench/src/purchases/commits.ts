import type { NodeServer } from '@laurel/load/node-server'

/** The commits of a server so far, each with an fsync; null where it has no metrics to tell by. */
export const commitsOf = async ({ url, operatorKey }: NodeServer): Promise<number | null> => {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${operatorKey}` } })
  const text = await answer.text()
  const counts = [...text.matchAll(/^laurel_commit_batches_count(?:\{.*\})? (\d+)/gm)].map(match => Number(match[1]))
  return answer.ok && counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : null
}
