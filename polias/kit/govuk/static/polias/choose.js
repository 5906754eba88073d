// Turns a long select into a box that finds as one types. The select stays underneath and is what is sent.
import { Listbox, element } from './listbox.js'

const SHOWN_AT_MOST = 60

export function start(root) {
  for (const select of root.querySelectorAll('select[data-polias-choose]')) new Chooser(select)
}

class Chooser extends Listbox {
  constructor(select) {
    super()
    this.select = select
    this.options = [...select.options].filter((option) => option.value !== '')
    this.build()
    this.show(this.select.selectedOptions[0])
    this.select.addEventListener('change', () => this.show(this.select.selectedOptions[0]))
    this.input.addEventListener('input', () => this.open())
    this.input.addEventListener('click', () => this.open())
    this.input.addEventListener('blur', () => this.leave())
    this.listen()
  }

  build() {
    const { select } = this
    const id = select.id
    const box = element('div', { class: 'polias-choose' })
    this.list = element('div', { id: `${id}-list`, class: 'polias-choose__list', role: 'listbox', hidden: '' })
    this.count = element('p', { class: 'polias-choose__count', role: 'status' })
    this.input = element('input', {
      id, type: 'text', class: select.className.replaceAll('govuk-select', 'govuk-input'), role: 'combobox', autocomplete: 'off',
      spellcheck: 'false', 'aria-expanded': 'false', 'aria-controls': this.list.id, 'aria-autocomplete': 'list',
    })
    const described = select.getAttribute('aria-describedby')
    if (described) this.input.setAttribute('aria-describedby', described)
    if (select.getAttribute('aria-invalid')) this.input.setAttribute('aria-invalid', 'true')
    const label = document.querySelector(`label[for="${CSS.escape(id)}"]`)
    this.list.setAttribute('aria-label', label ? label.textContent.trim() : select.name)
    select.id = `${id}-select`
    select.hidden = true
    select.after(box)
    this.note = element('p', { class: 'polias-choose__note', 'aria-live': 'polite' })
    box.append(this.input, this.list, this.count, this.note)
  }

  matches() {
    const typed = plain(this.input.value)
    const words = typed.split(' ').filter(Boolean)
    const found = this.options.filter((option) => words.every((word) => holds(plain(searchText(option)), word)))
    // What is called just so comes first: Enter must not choose a longer name that begins like it.
    return found.sort((one, other) => isCalled(other, typed) - isCalled(one, typed))
  }

  open() {
    const found = this.isUnchanged() ? this.options : this.matches()
    this.draw(found.slice(0, SHOWN_AT_MOST))
    this.list.hidden = false
    this.list.scrollIntoView({ block: 'nearest' })
    this.input.setAttribute('aria-expanded', 'true')
    const { found: says, none } = this.select.dataset
    this.count.textContent = found.length ? says.replace('{count}', found.length) : none
    this.point(null)
  }

  isUnchanged() {
    return this.input.value === (this.select.selectedOptions[0]?.label ?? '')
  }

  draw(options) {
    this.list.replaceChildren()
    let group = null
    options.forEach((option, index) => {
      const heading = option.parentElement.label ?? ''
      if (!group || group.dataset.heading !== heading) group = this.list.appendChild(this.group(heading, index))
      const line = element('div', { id: `${this.list.id}-${index}`, role: 'option', 'aria-selected': 'false' })
      line.textContent = option.label
      line.option = option
      group.append(line)
    })
  }

  group(heading, index) {
    const group = element('div', heading ? { role: 'group', 'aria-labelledby': `${this.list.id}-g${index}` } : { role: 'presentation' })
    group.dataset.heading = heading
    if (heading) {
      const title = element('span', { id: `${this.list.id}-g${index}`, role: 'presentation' })
      title.textContent = heading
      group.append(title)
    }
    return group
  }

  choose(line) {
    if (!line) return
    this.select.value = line.option.value
    this.select.dispatchEvent(new Event('change', { bubbles: true }))
    this.show(line.option)
    this.close()
  }

  // What was typed counts only when it is one of the choices: a box left half typed goes back, an emptied one is emptied.
  leave() {
    if (this.list.hidden) return
    const typed = plain(this.input.value)
    const exact = this.options.find((option) => plain(option.label) === typed)
    if (exact) this.select.value = exact.value
    else if (!typed) this.select.value = ''
    this.show(this.select.selectedOptions[0])
    this.close()
  }

  show(option) {
    this.input.value = option && option.value !== '' ? option.label : ''
    this.note.textContent = option?.dataset.note ?? ''
  }
}

// "punched" and "keys" find what is filed under "punch" and "key".
function holds(text, word) {
  return text.includes(word) || (word.length > 4 && text.includes(word.replace(/(?:ing|ed|s)$/, '')))
}

// By its name, its code, or both.
function isCalled(option, typed) {
  return [option.label, option.label.replace(/ \([^()]*\)$/, ''), option.value].some((one) => plain(one) === typed)
}

function searchText(option) {
  return `${option.label} ${option.value} ${option.parentElement.label ?? ''} ${option.dataset.words ?? ''}`
}

function plain(text) {
  return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[^a-z0-9/]+/g, ' ').trim()
}
