/** Ends the present task, so that the page may draw and answer. Not by a timer: a page may hold its timers up. */
export function nextTask(): Promise<void> {
  return new Promise(resolve => {
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
