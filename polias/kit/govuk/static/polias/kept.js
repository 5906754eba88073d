// A copy of what is typed, in this browser, for as long as the server has not got it. Terminals are shared, so it is
// encrypted; the key comes with the page, made by the server for one person and one form, and is stored nowhere.
// In IndexedDB, since what localStorage is given reaches the disk only seconds later and a killed browser loses it.
const DATABASE = 'polias-typed'
const OLDEST_MS = 24 * 60 * 60 * 1000
const NONE = { write: async () => {}, read: async () => null, remove: async () => {} }

// `place` is what the page carries: the name of the copy, a dot, and the key.
export async function openCopy(place) {
  const [name, secret] = (place ?? '').split('.')
  // Without an encrypted connection browsers give no cryptography, and then nothing is left behind in them.
  if (!secret || !globalThis.crypto?.subtle) return NONE
  try {
    const key = await crypto.subtle.importKey('raw', bytes(secret), 'AES-GCM', false, ['encrypt', 'decrypt'])
    await forget((copy) => Date.now() - copy.at > OLDEST_MS)
    return copyAt(name, key)
  } catch {
    return NONE
  }
}

function copyAt(name, key) {
  return {
    async write(body) {
      try {
        const iv = crypto.getRandomValues(new Uint8Array(12))
        const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(body))
        await inStore('readwrite', (store) => store.put({ at: Date.now(), iv, sealed }, name))
      } catch { /* A browser that keeps nothing, or is full: the server's draft is all there is. */ }
    },
    async read() {
      try {
        const { at, iv, sealed } = await inStore('readonly', (store) => store.get(name))
        const body = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)
        return { at, body: new TextDecoder().decode(body) }
      } catch {
        return null
      }
    },
    async remove() {
      try { await inStore('readwrite', (store) => store.delete(name)) } catch { /* It is forgotten after a day. */ }
    },
  }
}

// Whoever signs out leaves nothing behind, not even what nobody could read.
export function start(root) {
  for (const form of root.querySelectorAll('form[data-polias-sign-out]')) {
    form.addEventListener('submit', () => { indexedDB.deleteDatabase(DATABASE) })
  }
}

async function forget(isOld) {
  const [names, copies] = await Promise.all([
    inStore('readonly', (store) => store.getAllKeys()), inStore('readonly', (store) => store.getAll()),
  ])
  for (const [place, copy] of copies.entries()) {
    if (isOld(copy)) await inStore('readwrite', (store) => store.delete(names[place]))
  }
}

// One transaction, which is on the disk when the promise is kept; the connection is closed, so that signing out can delete.
function inStore(mode, ask) {
  return new Promise((keep, refuse) => {
    const opening = indexedDB.open(DATABASE, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('copies')
    opening.onerror = () => refuse(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const transaction = database.transaction('copies', mode, { durability: 'strict' })
      const asked = ask(transaction.objectStore('copies'))
      transaction.oncomplete = () => { database.close(); keep(asked.result) }
      transaction.onabort = () => { database.close(); refuse(transaction.error) }
    }
  })
}

function bytes(base64) {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
}
