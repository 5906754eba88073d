// Starts what a page asks for by its markup. Everything here improves a page that already works without it.
import { initAll } from '../built/govuk-frontend.min.js'

initAll()

// Beside the list there is room for its filter; above it, on a phone, there is not.
for (const filter of document.querySelectorAll('[data-polias-filter]')) {
  filter.open = matchMedia('(min-width: 60em)').matches
  filter.dataset.ready = ''
}

const parts = [
  ['[data-polias-autosave]', './autosave.js'],
  ['[data-polias-choose]', './choose.js'],
  ['[data-polias-find]', './find.js'],
  ['[data-polias-likely]', './likely.js'],
  ['[data-polias-suggest]', './suggest.js'],
  ['[data-polias-opens]', './opens.js'],
  ['[data-polias-now]', './now.js'],
  ['[data-polias-once]', './once.js'],
  ['[data-polias-sign-out]', './kept.js'],
]

for (const [selector, module] of parts) {
  if (document.querySelector(selector)) import(module).then((part) => part.start(document))
}
