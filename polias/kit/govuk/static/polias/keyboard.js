// Single-key shortcuts: / to search, g and a letter to go, j and k in lists, ? for the list. Off by choice, for good.
// The arrows walk what a search found and Escape leaves it, also when they are off: no letter is taken away by those.
const KEPT = 'polias-shortcuts'
const dialog = document.getElementById('polias-shortcuts')
const places = placesByLetter(document.querySelectorAll('#polias-nav a'))
let waitingForPlace = false

export function placesByLetter(links) {
  const found = new Map([['g', null]])
  for (const link of links) {
    const words = link.textContent.trim().toLowerCase().split(/\s+/)
    const letters = [words.at(-1)[0], ...words.join('')]
    const letter = letters.find((each) => /[a-z]/.test(each) && !found.has(each))
    if (letter) found.set(letter, link)
  }
  found.delete('g')
  return found
}

function isOn() {
  try { return localStorage.getItem(KEPT) !== 'off' } catch { return true }
}

function keep(on) {
  try { localStorage.setItem(KEPT, on ? 'on' : 'off') } catch { /* A browser that keeps nothing starts with them on. */ }
}

function isTyping(target) {
  return target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog[open]') !== null
}

function step(by, from) {
  const rows = [...document.querySelectorAll('[data-polias-rows] [data-polias-row]')]
  if (!rows.length) return false
  const now = from === undefined ? rows.findIndex((row) => row.classList.contains('polias-row--at')) : rows.indexOf(from)
  const next = rows[Math.min(Math.max(now + by, 0), rows.length - 1)]
  rows.forEach(unmark)
  next.classList.add('polias-row--at')
  next.querySelector('a')?.focus()
  next.scrollIntoView({ block: 'nearest' })
  return true
}

function unmark(row) {
  row.classList.remove('polias-row--at')
}

function goTo(letter) {
  waitingForPlace = false
  const link = places.get(letter)
  if (link) location.assign(link.href)
  return Boolean(link)
}

function show() {
  const keys = document.getElementById('polias-shortcuts-on')
  keys.checked = isOn()
  keys.onchange = () => keep(keys.checked)
  dialog.showModal()
  return true
}

function search() {
  const box = document.getElementById('polias-search')
  box?.focus()
  box?.select()
  return Boolean(box)
}

function wait() {
  waitingForPlace = true
  setTimeout(() => { waitingForPlace = false }, 1500)
  return true
}

const KEYS = { '/': search, '?': show, j: () => step(1), k: () => step(-1), g: wait }

function buttons() {
  return [...document.querySelectorAll('[data-polias-key]')].filter((button) => button.offsetParent !== null)
}

function press(key) {
  const button = buttons().find((each) => each.dataset.poliasKey === key)
  button?.click()
  return Boolean(button)
}

const ARROWS = { ArrowDown: 1, ArrowUp: -1 }

// Down from the box to the first that was found, up from there to the box; elsewhere on a page the arrows scroll.
function walkFound(event) {
  const found = document.querySelector('[data-polias-found] [data-polias-row]')
  const box = document.getElementById('polias-search')
  if (!found || !box || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const inRow = event.target.closest('[data-polias-found] [data-polias-row]')
  if (inRow) unmark(inRow)
  if (event.key === 'Escape' && inRow) return search() && event.preventDefault()
  if (!(event.key in ARROWS) || !(inRow || event.target === box || event.target === document.body)) return
  if (event.key === 'ArrowUp' && !inRow) return
  const isFirst = inRow === found && event.target !== box
  if (event.key === 'ArrowUp' && isFirst) search()
  else step(ARROWS[event.key], inRow)
  event.preventDefault()
}

// A browser empties a search box at Escape: what was typed stays, and the page has the keys again.
function leaveBox(event) {
  if (event.key !== 'Escape' || event.target.id !== 'polias-search') return
  event.preventDefault()
  event.target.blur()
}

function listButtons() {
  const list = document.getElementById('polias-shortcuts-list')
  for (const button of buttons()) {
    const key = document.createElement('kbd')
    key.className = 'polias-key'
    key.textContent = button.dataset.poliasKey
    const said = document.createElement('dd')
    said.textContent = button.firstChild.textContent.trim()
    list.append(document.createElement('dt'), said)
    said.previousSibling.append(key)
  }
}

function onKey(event) {
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  const done = waitingForPlace ? goTo(event.key) : (KEYS[event.key] ?? (() => press(event.key)))()
  if (done) event.preventDefault()
}

function listPlaces() {
  const pattern = document.getElementById('polias-shortcuts-go')
  for (const [letter, link] of places) {
    const line = pattern.content.cloneNode(true)
    line.querySelectorAll('kbd')[1].textContent = letter
    line.querySelector('span').textContent = link.textContent.trim()
    document.getElementById('polias-shortcuts-list').append(line)
  }
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll('details[data-polias-menu][open]')) {
    const leaving = event.type === 'keydown' ? event.key === 'Escape' : !menu.contains(event.target)
    if (!leaving) continue
    menu.open = false
    if (event.type === 'keydown') menu.querySelector('summary').focus()
  }
}

if (dialog) {
  listPlaces()
  listButtons()
  document.addEventListener('keydown', onKey)
  for (const button of document.querySelectorAll('[data-polias-shortcuts]')) {
    button.hidden = false
    button.addEventListener('click', show)
  }
}
document.addEventListener('keydown', walkFound)
document.addEventListener('keydown', leaveBox)
document.addEventListener('click', closeMenus)
document.addEventListener('keydown', closeMenus)
