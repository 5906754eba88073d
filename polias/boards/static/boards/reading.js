// Joins a paper and what was read in it: whatever is chosen on one side is shown on the other. Without scripts the
// links beside each value lead to its place.
const root = document.querySelector('[data-reading]')
const text = root.querySelector('[data-reading-text]')
const form = root.querySelector('form')

function show(key) {
  for (const place of text.querySelectorAll('.reading-place')) {
    place.classList.toggle('reading-place--here', place.dataset.places.split(',').includes(key))
  }
  const first = text.querySelector('.reading-place--here')
  if (!first) return null
  // Only the paper moves: the page, and with it what one is typing in, stays where it is.
  const box = text.getBoundingClientRect()
  const at = first.getBoundingClientRect()
  if (at.top < box.top + 8 || at.bottom > box.bottom - 8) text.scrollTop += at.top - box.top - box.height / 3
  return first
}

// A warning stands above the paper, which a phone does not show with it: whoever follows its link is taken there.
function goTo(place) {
  text.scrollIntoView({ block: 'nearest' })
  place.tabIndex = -1
  place.focus({ preventScroll: true })
}

form.addEventListener('focusin', (event) => {
  const row = event.target.closest('[data-place]')
  if (row) show(row.dataset.place)
})

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#at-"]')
  if (!link) return
  const place = show(link.hash.slice(4))
  if (!place) return
  event.preventDefault()
  if (!form.contains(link)) goTo(place)
})

text.addEventListener('click', (event) => {
  const place = event.target.closest('.reading-place')
  if (!place || String(getSelection())) return
  const keys = place.dataset.places.split(',')
  const row = keys.map((key) => form.querySelector(`[data-place="${CSS.escape(key)}"]`)).findLast((found) => found)
  if (!row) return
  for (let fold = row.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true
  row.querySelector('textarea, input:not([type=hidden]), select').focus()
})

// The example is fetched, so that the page, which is not sent, goes on saving itself.
form.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-reading-example]')
  if (!button) return
  event.preventDefault()
  const answer = await fetch(button.formAction, { method: 'POST', body: new URLSearchParams(new FormData(form)) })
  if (!answer.ok) return form.requestSubmit(button)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = answer.headers.get('Content-Disposition')?.match(/filename="([^"]+)"/)?.[1] ?? 'example.json'
  link.click()
  URL.revokeObjectURL(link.href)
})
