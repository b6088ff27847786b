import { CameraView } from './camera/camera-view.ts'
import { KioskPage } from './kiosk-page.ts'

customElements.define('laurel-kiosk-camera', CameraView)
customElements.define('laurel-kiosk', KioskPage)
// Without it the page works all the same, as long as the network does.
navigator.serviceWorker?.register('/kiosk/shell-worker.js', { scope: '/kiosk/' }).catch(() => undefined)
