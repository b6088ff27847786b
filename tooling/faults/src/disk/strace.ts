import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const isThere = () => spawnSync('strace', ['-V']).status === 0

/** Disk faults are injected by strace (a Debian package): installed where this may, else asked for. */
export const needStrace = (): void => {
  if (isThere()) return
  if (process.getuid?.() === 0) {
    spawnSync('apt-get', ['update', '-q'])
    spawnSync('apt-get', ['install', '-qy', '--no-install-recommends', 'strace'])
  }
  if (!isThere()) throw new Error('These tests need strace. Install it: apt-get install strace')
}

/** A fault that lasts until it is ended. */
export interface InjectedFault {
  /** Lets the process go on as before; gives how many system calls were made to fail. */
  end(): Promise<number>
}

/**
 * Makes system calls on some files fail, in a running process and all its threads, from now on.
 * `rule` is strace's: `fsync,fdatasync:error=EIO:when=3+3`. `log` is a file for what was injected.
 */
export const injectFault = async (
  pid: number,
  rule: string,
  paths: readonly string[],
  log: string,
): Promise<InjectedFault> => {
  const calls = rule.slice(0, rule.indexOf(':'))
  const files = paths.flatMap(path => ['-P', path])
  const args = ['-f', '-o', log, '-e', `trace=${calls}`, '-e', `inject=${rule}`, ...files, '-p', String(pid)]
  const tracer = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const gone = once(tracer, 'exit')
  const told: string[] = []
  for await (const line of createInterface({ input: tracer.stderr })) {
    told.push(line)
    if (line.includes(' attached')) break
  }
  if (tracer.exitCode !== null) throw new Error(`strace cannot trace the server: ${told.join(' ')}`)
  return {
    end: async () => {
      tracer.kill('SIGINT')
      await gone
      return readFileSync(log, 'utf8').split('(INJECTED)').length - 1
    },
  }
}
