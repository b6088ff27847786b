// What a replay over a CDNOW program has to come to, whatever its rules are.
import { setTimeout as wait } from 'node:timers/promises'

/** @typedef {{ before: number, after: number }} Change */
/**
 * @typedef {object} Replay
 * @property {number} purchases
 * @property {Change} points
 * @property {Change} memberCash
 * @property {{ before: Record<string, number>, after: Record<string, number> }} liability
 * @property {unknown[]} moves
 * @property {number} membersAffected
 */
/** @typedef {import('./cdnow-rules.mjs').Rules} Rules */

const LONGEST_MS = 300_000

/**
 * Replays a document over all that has been, and waits for what is too long for one request.
 * @param {import('@laurel/load/laurel-client').LaurelClient} client
 * @param {Rules} rules
 * @returns {Promise<Replay>}
 */
async function replay(client, rules) {
  /** @type {Replay | { job: { id: string } }} */
  const answer = await client.call('POST', '/v1/program/rules/replay', { body: { rules } })
  if (!('job' in answer)) return answer
  for (const end = Date.now() + LONGEST_MS; Date.now() < end; await wait(500)) {
    /** @type {{ status: string, result: Replay | null }} */
    const { status, result } = await client.call('GET', `/v1/jobs/${answer.job.id}`)
    if (result) return result
    if (status === 'failed') throw new Error('the replay has failed')
  }
  throw new Error('the replay has not ended')
}

/**
 * Replays the rules in force, then so many points a cent: where nothing is rounded off, double gives double.
 * @param {import('@laurel/load/laurel-client').LaurelClient} client
 * @param {number} receipts how many were loaded
 * @param {(guarantee: string, holds: boolean) => void} tell
 */
export async function checkReplays(client, receipts, tell) {
  /** @type {Rules} */
  const rules = await client.call('GET', '/v1/program/rules')
  const begun = performance.now()
  const inForce = await replay(client, rules)
  const seconds = (performance.now() - begun) / 1000
  /** @type {{ units: Record<string, { memberLiability: number, accounts: Record<string, number> }> }} */
  const { units } = await client.call('GET', '/v1/ledger/trialBalance')
  const issued = (/** @type {string} */ unit) => 0 - (units[unit]?.accounts['program:issuance'] ?? 0)
  const count = (/** @type {number} */ n) => n.toLocaleString('en')
  tell(
    `replayed under the rules in force, ${count(inForce.purchases)} receipts in ${seconds.toFixed(1)} s give the books: ${count(inForce.points.after)} points, ${count(inForce.memberCash.after)} of member cash`,
    inForce.purchases === receipts &&
      inForce.membersAffected === 0 &&
      inForce.moves.length === 0 &&
      inForce.points.before === issued('points') &&
      inForce.points.after === issued('points') &&
      inForce.memberCash.before === issued('memberCash') &&
      inForce.memberCash.after === issued('memberCash') &&
      Object.entries(inForce.liability.after).every(([unit, owed]) => owed === units[unit]?.memberLiability),
  )
  const aCent = (/** @type {number} */ points) =>
    replay(client, { ...rules, earning: { ...rules['earning'], rate: { points, perMinor: 1 } } })
  const [one, two] = [await aCent(1), await aCent(2)]
  tell(
    `replayed with double points, double is given, to the point: ${count(one.points.after)} at one a cent, ${count(two.points.after)} at two`,
    one.points.after > 0 && two.points.after === 2 * one.points.after,
  )
}
