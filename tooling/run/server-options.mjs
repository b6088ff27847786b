/**
 * What Node is told when it runs the server. A request leaves much behind that is garbage a moment later; in a small
 * young generation, whatever outlives two collections moves to the old one, which is collected by threads that take both
 * cores from those that answer. In MiB; memory is taken when it is needed. `docs/benchmarks.md` has the measurement.
 */
export const serverOptions = ['--min-semi-space-size=32', '--max-semi-space-size=64']
