import { findJob } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { jobView, type JobView } from '../../platform/jobs/job-view.ts'
import { Problem } from '../../platform/problem.ts'

/** Work that one request could not finish: how far it is, and its result once it is done. */
export const getJob = async (caller: Caller, id: string): Promise<JobView> => {
  const { program, rows } = await enterProgram(caller, [findJob({ id: decodeId('job', id) ?? 0 })])
  const [[job]] = rows
  if (!job) throw new Problem('not_found')
  return jobView(program, job)
}
