export { demoConfigSchema, type CallApi, type DemoConfig } from './demo-config.ts'
export { seedDemo } from './seed-demo.ts'
