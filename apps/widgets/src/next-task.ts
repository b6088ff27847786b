/** Ends the present task, so that the page may draw and answer. Not by a timer: a page may hold its timers up. */
export function nextTask(): Promise<undefined> {
  return new Promise((resolve: (nothing?: undefined) => void) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      // Closed, it waits for no collection.
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(0)
  })
}
