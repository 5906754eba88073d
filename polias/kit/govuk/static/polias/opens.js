// Shows the questions that belong to an answer while that answer is chosen; without scripts they are always in sight.
// The Design System's own script marks radios as expanded, which accessibility rules do not allow.
export function start(root) {
  root.addEventListener('change', () => refresh(root))
  addEventListener('pageshow', () => refresh(root))
  refresh(root)
}

function refresh(root) {
  for (const answer of root.querySelectorAll('[data-polias-opens]')) {
    document.getElementById(answer.dataset.poliasOpens).classList.toggle('polias-unopened', !answer.checked)
  }
}
