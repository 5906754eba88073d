// While a person is typed in, asks who may be recorded already, and shows them beside the form. Without it they are
// shown when the form is sent.
const AFTER_MS = 700
const FORM = 'polias-journey'

export function start(root) {
  for (const place of root.querySelectorAll('[data-polias-likely]')) watch(place)
}

function watch(place) {
  const form = document.getElementById(FORM)
  const prefix = place.dataset.poliasLikely
  const surname = form?.elements[`${prefix}surname`]
  if (!surname) return
  let asked = described(form, prefix)
  let timer
  let running

  async function ask() {
    const now = described(form, prefix)
    if (now === asked) return
    asked = now
    running?.abort()
    running = new AbortController()
    try {
      const body = new URLSearchParams(now)
      body.set('prefix', prefix)
      body.set('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value)
      for (const name of ['same_as', 'why_another', 'another_words']) body.set(prefix + name, new FormData(form).get(prefix + name) ?? '')
      const answer = await fetch('/pole/people/likely', {
        method: 'POST', credentials: 'same-origin', redirect: 'error', signal: running.signal, body,
      })
      if (answer.ok) show(place, await answer.text())
    } catch { /* Who may be recorded already is asked once more when the form is sent. */ }
  }

  form.addEventListener('input', (event) => {
    if (event.target.closest('[data-polias-likely]')) return
    clearTimeout(timer)
    timer = setTimeout(ask, AFTER_MS)
  })
}

// What is typed of the person, without the answers beside the form; nothing where nobody is to be recorded now.
function described(form, prefix) {
  const surname = form.elements[`${prefix}surname`]
  if (surname.offsetParent === null || !surname.value.trim()) return ''
  const parts = ['surname', 'forenames', 'date_of_birth', 'born', 'sex', 'phone', 'address', 'postcode']
  const fields = [...new FormData(form)].filter(([name, value]) =>
    typeof value === 'string' && name.startsWith(prefix) && parts.includes(name.slice(prefix.length).split('-')[0]))
  return new URLSearchParams(fields).toString()
}

// The same people again are not read out again, and an answer that was begun stays.
function show(place, html) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const fresh = page.querySelector('[data-polias-likely]')
  if (fresh && fresh.innerHTML !== place.innerHTML) place.replaceChildren(...fresh.childNodes)
}
