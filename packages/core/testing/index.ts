export { simulateBuyers, type SimulatedBuyers } from './simulate-buyers.ts'
export { chanceFrom } from './chance-from.ts'
