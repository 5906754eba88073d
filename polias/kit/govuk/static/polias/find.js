// A box that finds records while one types: what is chosen stands in it with its reference. Without this, a name or a
// reference is typed whole, and the form says what was found.
import { Listbox, element } from './listbox.js'

const AFTER_MS = 250
const LEAST_LETTERS = 3

export function start(root) {
  for (const input of root.querySelectorAll('input[data-polias-find]')) new Finder(input)
}

class Finder extends Listbox {
  constructor(input) {
    super()
    this.input = input
    this.build()
    input.addEventListener('input', () => this.wait())
    input.addEventListener('blur', () => this.close())
    this.listen()
  }

  build() {
    const { input } = this
    const box = element('div', { class: 'polias-choose' })
    const label = document.querySelector(`label[for="${CSS.escape(input.id)}"]`)
    this.list = element('div', {
      id: `${input.id}-list`, class: 'polias-choose__list', role: 'listbox', hidden: '', 'aria-label': label?.textContent.trim() ?? input.name,
    })
    this.count = element('p', { class: 'polias-choose__count', role: 'status' })
    for (const [name, value] of Object.entries({
      role: 'combobox', 'aria-expanded': 'false', 'aria-controls': this.list.id, 'aria-autocomplete': 'list',
    })) input.setAttribute(name, value)
    input.before(box)
    box.append(input, this.list, this.count)
  }

  wait() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), AFTER_MS)
  }

  async ask() {
    const words = this.input.value.trim()
    this.running?.abort()
    if (words.length < LEAST_LETTERS) return this.close()
    this.running = new AbortController()
    try {
      const address = `${this.input.dataset.poliasFind}?${new URLSearchParams({ q: words })}`
      const answer = await fetch(address, { credentials: 'same-origin', redirect: 'error', signal: this.running.signal })
      if (answer.ok) this.show((await answer.json()).found)
    } catch { /* The name is looked for once more when the form is sent. */ }
  }

  show(found) {
    if (document.activeElement !== this.input) return
    this.list.replaceChildren(...found.map((words, index) => {
      const line = element('div', { id: `${this.list.id}-${index}`, role: 'option', 'aria-selected': 'false' })
      line.textContent = words
      return line
    }))
    this.list.hidden = !found.length
    this.input.setAttribute('aria-expanded', String(!this.list.hidden))
    const { found: says, none } = this.input.dataset
    this.count.textContent = found.length ? says.replace('{count}', found.length) : none
    this.point(null)
  }

  open() {
    this.ask()
  }

  choose(line) {
    if (!line) return
    this.input.value = line.textContent
    this.input.dispatchEvent(new Event('change', { bubbles: true }))
    this.close()
  }

  leave() {
    this.close()
  }

  close() {
    clearTimeout(this.timer)
    this.running?.abort()
    super.close()
  }
}
