/**
 * The runtime that an option names.
 * @param {string | undefined} name
 * @returns {import('./server.mjs').Runtime}
 */
export function runtimeOf(name) {
  if (name === 'node' || name === 'edge') return name
  console.error('--runtime node or --runtime edge')
  process.exit(2)
}
