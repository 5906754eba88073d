// Saves what is typed as a draft every four seconds while it changes, and says so; a failure loses nothing and is said.
// Until the server has it, a copy lies in this browser, locked with a key that only the same person gets (kept.js).
import * as kept from './kept.js'

const EVERY_MS = 4000
const ANSWERS_WITHIN_MS = 8000

export function start(root) {
  for (const form of root.querySelectorAll('form[data-polias-autosave]')) watch(form)
}

async function watch(form) {
  // Before anything is waited for: somebody may be in a field already.
  noteTheField(form, document.activeElement)
  addEventListener('focusin', (event) => noteTheField(form, event.target))
  const says = form.querySelector('[data-polias-saved]')
  const copy = await kept.openCopy(form.dataset.poliasKept)
  if (await bringBack(form, says, copy)) return
  focusWhereItWasLeft(form, says)

  let saved = contents(form)
  let saving = false
  let leaving = false

  async function save() {
    const now = contents(form)
    if (saving || leaving || now === saved) return
    saving = true
    await copy.write(now)
    const answer = await send(form, now)
    if (answer.ok && !leaving) await copy.remove()
    saving = false
    if (leaving) return
    if (answer.ok) saved = now
    say(says, answer)
  }

  setInterval(save, EVERY_MS)
  form.addEventListener('submit', () => { leaving = true; copy.write(contents(form)) })
  // Back from a page that could not be reached: what was typed is still here, and is saved again.
  addEventListener('pageshow', () => { leaving = false })
  addEventListener('online', save)
  // Leaving the page, or the phone going to sleep, is the last chance: sendBeacon outlives the page.
  document.addEventListener('visibilitychange', () => {
    const now = contents(form)
    if (document.visibilityState !== 'hidden' || leaving || now === saved) return
    navigator.sendBeacon(form.dataset.poliasAutosave, new URLSearchParams(now))
  })
}

function noteTheField(form, element) {
  if (element?.form === form && element.name) form.dataset.lastField = element.name
}

function contents(form) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === 'string')
  return new URLSearchParams([...fields, ['last_field', form.dataset.lastField ?? '']]).toString()
}

// A copy that the server never got is given to it now; the page comes again with it as its draft.
async function bringBack(form, says, copy) {
  const found = await copy.read()
  if (!found) return false
  if (found.at <= Date.parse(says?.dataset.savedAt ?? '')) {
    await copy.remove()
    return false
  }
  const fields = new URLSearchParams(found.body)
  const token = form.querySelector('[name=csrfmiddlewaretoken]')
  if (token) fields.set('csrfmiddlewaretoken', token.value)
  const answer = await send(form, fields.toString(), `/drafts/${fields.get('idempotency_key')}`)
  if (answer.ok || answer.sent) await copy.remove()
  if (answer.ok) location.replace(withoutStep(location))
  return answer.ok
}

// The journey itself, where its latest draft stands; not a new one, and not a step of it.
function withoutStep(here) {
  const address = new URL(here)
  for (const step of ['new', 'check']) address.searchParams.delete(step)
  return address
}

function focusWhereItWasLeft(form, says) {
  const name = says?.dataset.lastField
  const field = name && form.querySelector(`[name="${CSS.escape(name)}"]:not([type=hidden])`)
  if (!field || document.querySelector('.govuk-error-summary')) return
  form.dataset.lastField = name
  field.focus()
  if (typeof field.value === 'string' && field.setSelectionRange) {
    try { field.setSelectionRange(field.value.length, field.value.length) } catch { /* Radios have no caret. */ }
  }
}

async function send(form, body, address = form.dataset.poliasAutosave, again = true) {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Requested-With': 'fetch', Accept: 'application/json' },
      body,
    })
    if (answer.type === 'opaqueredirect') return { ok: false, signIn: true }
    if (answer.status === 403 && again && await renewToken(form)) {
      const fields = new URLSearchParams(body)
      fields.set('csrfmiddlewaretoken', form.querySelector('[name=csrfmiddlewaretoken]').value)
      return send(form, fields.toString(), address, false)
    }
    const said = await answer.json().catch(() => ({}))
    return { ...said, ok: answer.ok && said.saved !== false }
  } catch {
    return { ok: false }
  }
}

// Signing in again gives the browser a new token. The page takes it only from the person who began it.
async function renewToken(form) {
  const answer = await fetch('/api/me', { credentials: 'same-origin' })
  const me = answer.ok ? await answer.json() : {}
  const token = form.querySelector('[name=csrfmiddlewaretoken]')
  if (!token || !me.csrf_token || me.username !== form.dataset.poliasPerson) return false
  token.value = me.csrf_token
  return true
}

function say(says, answer) {
  const time = answer.ok ? clock(answer.saved_at) : says.dataset.at
  if (answer.ok) says.dataset.at = time
  const failed = answer.signIn ? says.dataset.signIn : time ? says.dataset.failed : says.dataset.never
  says.classList.toggle('polias-actions__saved--failed', !answer.ok)
  const sentence = answer.ok ? says.dataset.saved : answer.sentence ?? failed
  // The same words again would be read out again every few seconds.
  if (says.textContent !== sentence.replace('{time}', time)) says.textContent = sentence.replace('{time}', time)
}

function clock(savedAt) {
  const at = savedAt ? new Date(savedAt) : new Date()
  return Number.isNaN(at.valueOf()) ? savedAt
    : at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
}
