// `pnpm verify`: everything that is checked without running the product.
import { main } from './foreground.mjs'
import { installPackages } from './set-up.mjs'
import { checks, runTasks } from './tasks.mjs'

await main(async () => {
  await installPackages()
  const { code } = await runTasks([...checks, '--output-logs=errors-only', ...process.argv.slice(2)])
  return code
})
