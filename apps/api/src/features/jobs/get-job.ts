import { findJob, findReplay } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { jobView, type JobView } from '../../platform/jobs/job-view.ts'
import { Problem } from '../../platform/problem.ts'
import { replayJobView, type ReplayJobView } from '../../platform/replay/replay-job.ts'

/** Work that one request could not finish: how far it is, and its result once it is done. */
export const getJob = async (caller: Caller, text: string): Promise<JobView | ReplayJobView> => {
  const id = decodeId('job', text) ?? 0
  const { program, rows } = await enterProgram(caller, [findJob({ id }), findReplay({ id })])
  const [[job], [replay]] = rows
  if (job) return jobView(program, job)
  if (replay) return replayJobView(program.timeline, replay)
  throw new Problem('not_found')
}
