import { afterAll } from 'vitest'
import { routeContract } from './route-contract.ts'
import { testApi } from './test-api.ts'
import { validRequests } from './valid-requests.ts'

const api = await testApi()
afterAll(api.close)

await routeContract(api, validRequests)
