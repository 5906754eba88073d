// Papers may be dropped anywhere on the page; several are sent one after the other, each with what became of it.
const form = document.querySelector('[data-reading-drop]')
const input = form.querySelector('input[type=file]')
const list = form.querySelector('[data-drops-now]')
const zone = form.querySelector('.reading-drop')

for (const name of ['dragenter', 'dragover']) {
  addEventListener(name, (event) => { event.preventDefault(); zone.classList.add('reading-drop--over') })
}
addEventListener('dragleave', (event) => { if (!event.relatedTarget) zone.classList.remove('reading-drop--over') })
addEventListener('drop', (event) => {
  event.preventDefault()
  zone.classList.remove('reading-drop--over')
  if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; form.requestSubmit() }
})

form.addEventListener('submit', async (event) => {
  const files = [...input.files]
  if (form.dataset.busy) return event.preventDefault()
  // One alone is sent as usual: its page opens by itself.
  if (files.length < 2) { form.dataset.busy = files.length ? 'yes' : ''; return }
  event.preventDefault()
  form.dataset.busy = 'yes'
  list.hidden = false
  for (const file of files) await one(file)
  input.value = ''
  form.dataset.busy = ''
})
addEventListener('pageshow', () => { form.dataset.busy = '' })

async function one(file) {
  const line = document.createElement('li')
  line.textContent = form.dataset.reading.replace('{name}', file.name)
  list.append(line)
  const data = new FormData()
  data.append('csrfmiddlewaretoken', form.querySelector('[name=csrfmiddlewaretoken]').value)
  data.append('files', file)
  data.append('several', 'yes')
  try {
    const answer = await fetch(form.action || location.href, { method: 'POST', body: data })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    line.replaceWith(document.importNode(page.querySelector('[data-drops] > li'), true))
    const waiting = page.querySelector('[data-waiting]')
    document.querySelector('[data-waiting]').replaceWith(document.importNode(waiting, true))
  } catch {
    line.textContent = `${file.name}: ${form.dataset.failed}`
  }
}
