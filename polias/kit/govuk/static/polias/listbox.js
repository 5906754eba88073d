// What a box with a list under it does: the arrows move in the list, Enter or a press takes, Escape leaves it.
// Whoever extends it gives `input`, `list` and `count`, and says how to open, choose and leave.
export class Listbox {
  listen() {
    this.input.addEventListener('keydown', (event) => this.onKey(event))
    this.list.addEventListener('mousedown', (event) => this.onPress(event))
  }

  onKey(event) {
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!arrow && (this.list.hidden || !['Enter', 'Escape'].includes(event.key))) return
    event.preventDefault()
    const lines = [...this.list.querySelectorAll('[role="option"]')]
    if (arrow && this.list.hidden) this.open()
    else if (arrow) this.point(lines[Math.min(Math.max(lines.indexOf(this.pointed) + arrow, 0), lines.length - 1)])
    else if (event.key === 'Enter') this.choose(this.pointed ?? (lines.length === 1 ? lines[0] : null))
    else this.leave()
  }

  onPress(event) {
    event.preventDefault()
    this.choose(event.target.closest('[role="option"]'))
  }

  point(line) {
    this.pointed?.setAttribute('aria-selected', 'false')
    this.pointed = line
    line?.setAttribute('aria-selected', 'true')
    line?.scrollIntoView({ block: 'nearest' })
    if (line) this.input.setAttribute('aria-activedescendant', line.id)
    else this.input.removeAttribute('aria-activedescendant')
  }

  close() {
    this.list.hidden = true
    this.input.setAttribute('aria-expanded', 'false')
    this.count.textContent = ''
    this.point(null)
  }
}

export function element(name, attributes) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}
