import type { ProgramRules } from '../rules.schema.ts'
import { boutique } from './boutique.ts'
import { wangfujing } from './wangfujing.ts'
import { wanqian } from './wanqian.ts'

/** The programs that the sources describe, as documents (S1, S2, S3). */
export const presets = { wangfujing, wanqian, boutique } satisfies Record<string, ProgramRules>

export type PresetName = keyof typeof presets

export const presetNames = Object.keys(presets) as [PresetName, ...PresetName[]]
