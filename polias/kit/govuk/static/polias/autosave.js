// Saves what is typed as a draft every four seconds while it changes, and says so; a failure loses nothing and is said.
const EVERY_MS = 4000

export function start(root) {
  for (const form of root.querySelectorAll('form[data-polias-autosave]')) watch(form)
}

function watch(form) {
  const says = form.querySelector('[data-polias-saved]')
  let saved = contents(form)
  let saving = false
  let leaving = false

  async function save() {
    const now = contents(form)
    if (saving || leaving || now === saved) return
    saving = true
    const kept = await send(form, now)
    saving = false
    if (leaving) return
    if (kept.ok) saved = now
    says.textContent = kept.ok ? savedSentence(says, kept) : kept.sentence ?? says.dataset.failed
  }

  const timer = setInterval(save, EVERY_MS)
  form.addEventListener('submit', () => { leaving = true; clearInterval(timer) })
  // Leaving the page, or the phone going to sleep, is the last chance: sendBeacon outlives the page.
  document.addEventListener('visibilitychange', () => {
    const now = contents(form)
    if (document.visibilityState !== 'hidden' || leaving || now === saved) return
    if (navigator.sendBeacon(form.dataset.poliasAutosave, new URLSearchParams(now))) saved = now
  })
}

function contents(form) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === 'string')
  return new URLSearchParams(fields).toString()
}

async function send(form, body) {
  try {
    const answer = await fetch(form.dataset.poliasAutosave, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'error',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Requested-With': 'fetch', Accept: 'application/json' },
      body,
    })
    const said = await answer.json().catch(() => ({}))
    return { ...said, ok: answer.ok }
  } catch {
    return { ok: false }
  }
}

function savedSentence(says, kept) {
  const at = kept.saved_at ? new Date(kept.saved_at) : new Date()
  const time = Number.isNaN(at.valueOf()) ? kept.saved_at
    : at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
  return says.dataset.saved.replace('{time}', time)
}
