/** Tells whether this device has a camera, now and whenever one comes or goes. Returns how to stop. */
export function watchCameras(onChange: (isThere: boolean) => void): () => void {
  // A page that did not come by HTTPS has none.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  const look = () =>
    void devices?.enumerateDevices().then(
      all => onChange(all.some(({ kind }) => kind === 'videoinput')),
      () => onChange(false),
    )
  look()
  devices?.addEventListener('devicechange', look)
  return () => devices?.removeEventListener('devicechange', look)
}
