// Starts what a page asks for by its markup. Everything here improves a page that already works without it.
import { initAll } from '../built/govuk-frontend.min.js'

initAll()

const parts = [
  ['[data-polias-autosave]', './autosave.js'],
  ['[data-polias-choose]', './choose.js'],
  ['[data-polias-once]', './once.js'],
]

for (const [selector, module] of parts) {
  if (document.querySelector(selector)) import(module).then((part) => part.start(document))
}
