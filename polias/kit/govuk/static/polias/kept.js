// A copy of what is typed, in this browser, for as long as the server has not got it. Terminals are shared, so it is
// encrypted; the key comes with the page, made by the server for one person and one form, and is stored nowhere.
const PREFIX = 'polias-typed:'
const OLDEST_MS = 24 * 60 * 60 * 1000
const NONE = { write: async () => {}, read: async () => null, remove: () => false }

// `place` is what the page carries: the name of the copy, a dot, and the key.
export async function openCopy(place) {
  const [name, secret] = (place ?? '').split('.')
  // Without an encrypted connection browsers give no cryptography, and then nothing is left behind in them.
  if (!secret || !globalThis.crypto?.subtle) return NONE
  try {
    forgetOld()
    const key = await crypto.subtle.importKey('raw', bytes(secret), 'AES-GCM', false, ['encrypt', 'decrypt'])
    return copyAt(PREFIX + name, key)
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
        localStorage.setItem(name, JSON.stringify({ at: Date.now(), iv: text(iv), sealed: text(new Uint8Array(sealed)) }))
      } catch { /* A browser that keeps nothing, or is full: the server's draft is all there is. */ }
    },
    async read() {
      try {
        const { at, iv, sealed } = JSON.parse(localStorage.getItem(name))
        const body = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv) }, key, bytes(sealed))
        return { at, body: new TextDecoder().decode(body) }
      } catch {
        return null
      }
    },
    remove() {
      localStorage.removeItem(name)
      return false
    },
  }
}

function forgetOld() {
  for (const name of names()) {
    const at = JSON.parse(localStorage.getItem(name) ?? '{}').at ?? 0
    if (Date.now() - at > OLDEST_MS) localStorage.removeItem(name)
  }
}

// Whoever signs out leaves nothing behind, not even what nobody could read.
export function start(root) {
  for (const form of root.querySelectorAll('form[data-polias-sign-out]')) {
    form.addEventListener('submit', () => { for (const name of names()) localStorage.removeItem(name) })
  }
}

function names() {
  return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))
}

function bytes(base64) {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
}

function text(array) {
  return btoa(Array.from(array, (byte) => String.fromCharCode(byte)).join(''))
}
