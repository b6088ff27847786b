import { CameraView } from './camera/camera-view.ts'
import { firstLocale } from './device.ts'
import { KioskPage } from './kiosk-page.ts'
import { offerManifest } from './page-language.ts'

offerManifest(firstLocale())
customElements.define('laurel-kiosk-camera', CameraView)
customElements.define('laurel-kiosk', KioskPage)
// Without it the page works all the same, as long as the network does.
navigator.serviceWorker?.register('/kiosk/shell-worker.js', { scope: '/kiosk/' }).catch(() => undefined)
