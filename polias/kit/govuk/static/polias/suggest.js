// While somebody writes what happened, shows beside the box of choices what that points to. Pressing one chooses it; by
// itself nothing is ever chosen.
import { element } from './listbox.js'

const AFTER_MS = 600
const LEAST_LETTERS = 12

export function start(root) {
  for (const select of root.querySelectorAll('select[data-polias-suggest]')) watch(select)
}

function watch(select) {
  const { form } = select
  const text = form.elements[select.dataset.from]
  if (!text) return
  const place = element('div', { class: 'polias-suggest', 'aria-live': 'polite' })
  select.before(place)
  let timer
  let running

  async function ask() {
    const words = text.value.trim()
    running?.abort()
    if (words.length < LEAST_LETTERS) return place.replaceChildren()
    running = new AbortController()
    const body = new URLSearchParams({ text: words, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value })
    try {
      const answer = await fetch(select.dataset.poliasSuggest, {
        method: 'POST', credentials: 'same-origin', redirect: 'error', signal: running.signal, body,
      })
      if (answer.ok) show((await answer.json()).found)
    } catch { /* A class can always be found by typing. */ }
  }

  function show(found) {
    const lines = found.map((one) => line(one, select))
    const head = element('span', { class: 'polias-suggest__head' })
    head.textContent = select.dataset.suggested
    const fresh = found.length ? [head, ...lines] : []
    // The same again is not read out again, and keeps the focus.
    if (place.textContent !== fresh.map((part) => part.textContent).join('')) place.replaceChildren(...fresh)
  }

  text.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, AFTER_MS) })
  ask()
}

function line(one, select) {
  const made = element('div', { class: 'polias-suggest__one' })
  const button = element('button', { type: 'button', class: 'govuk-button govuk-button--secondary polias-now' })
  button.textContent = one.label
  button.addEventListener('click', () => {
    select.value = one.value
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
  const why = element('span', { class: 'polias-quiet' })
  why.textContent = ` ${one.because}`
  made.append(button, why)
  return made
}
