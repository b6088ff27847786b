import './elements/member-badge/member-badge.define.ts'
import './elements/points/points.define.ts'
import './elements/tier-progress/tier-progress.define.ts'
import './page-api.ts'

// After the elements that a page most likely shows: what it may need further.
void import('./autoload.ts').then(({ autoload }) => autoload())
