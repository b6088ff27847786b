// Before the page is drawn, for what was drawn in another language would move.
import { takeUpPreferences } from './preferences.ts'

takeUpPreferences()
