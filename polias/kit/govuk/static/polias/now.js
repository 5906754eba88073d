// Puts a button beside a date with its time that fills in this very minute, by London's clock.
export function start(root) {
  for (const boxes of root.querySelectorAll('[data-polias-now]')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'govuk-button govuk-button--secondary polias-now'
    button.textContent = boxes.dataset.poliasNow
    button.addEventListener('click', () => fill(boxes))
    boxes.append(button)
  }
}

function fill(boxes) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London', day: 'numeric', month: 'numeric', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).formatToParts(new Date())
  const now = Object.fromEntries(parts.map((part) => [part.type, part.value]))
  const values = { day: Number(now.day), month: Number(now.month), year: now.year, time: `${now.hour}:${now.minute}` }
  for (const [part, value] of Object.entries(values)) boxes.querySelector(`input[name$="-${part}"]`).value = value
  boxes.dispatchEvent(new Event('change', { bubbles: true }))
}
