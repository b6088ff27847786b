import type { ExampleState } from './examples/example-states.ts'
import { showExample } from './examples/example.ts'
import { answerSample } from './sample/sample-api.ts'

// The examples' members are made up: nothing of them is asked of a server, and the page is the same on every one.
const askServer = window.fetch.bind(window)
window.fetch = async (input, init) =>
  answerSample(new URL(String(input), location.href), init) ?? askServer(input, init)

for (const example of document.querySelectorAll<HTMLElement>('.example')) {
  const [stage, says] = ['.stage', '.says'].map(name => example.querySelector<HTMLElement>(name))
  // An element in another state is made when somebody chooses it.
  const show = ({ name, value, dataset }: HTMLInputElement) => {
    if (stage) showExample(stage, name, value as ExampleState)
    if (says) says.innerHTML = dataset['says'] ?? ''
  }
  for (const choice of example.querySelectorAll('input')) {
    choice.addEventListener('change', () => show(choice))
    // A browser may remember what was chosen before.
    if (choice.checked) show(choice)
  }
}

// Who changes the language stays at the element that is being read.
for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a'))
  link.addEventListener('click', () => (link.hash = location.hash))

const copied = document.querySelector<HTMLElement>('#copied')
for (const button of document.querySelectorAll<HTMLButtonElement>('.copy'))
  button.addEventListener('click', () => {
    const snippet = button.closest<HTMLElement>('.snippet')
    const code = snippet?.querySelector('code')?.textContent ?? ''
    void navigator.clipboard?.writeText(code).then(() => {
      const word = copied?.dataset['copied'] ?? ''
      button.textContent = word
      if (copied) copied.textContent = `${word}: ${snippet?.dataset['name'] ?? ''}`
    })
  })
