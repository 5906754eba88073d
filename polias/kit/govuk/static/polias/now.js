// Puts buttons beside a date with its time: one fills in this very minute, the others a day and leave the time to be
// typed, all by London's clock.
export function start(root) {
  for (const boxes of root.querySelectorAll('[data-polias-now]')) {
    const { poliasNow, poliasToday, poliasYesterday } = boxes.dataset
    const buttons = document.createElement('div')
    buttons.className = 'polias-moments'
    buttons.append(
      button(poliasNow, () => fill(boxes, { daysAgo: 0, withTime: true })),
      button(poliasToday, () => fill(boxes, { daysAgo: 0, withTime: false })),
      button(poliasYesterday, () => fill(boxes, { daysAgo: 1, withTime: false })),
    )
    boxes.append(buttons)
  }
}

function button(words, press) {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'govuk-button govuk-button--secondary polias-now'
  made.textContent = words
  made.addEventListener('click', press)
  return made
}

function fill(boxes, { daysAgo, withTime }) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London', day: 'numeric', month: 'numeric', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).formatToParts(new Date())
  const now = Object.fromEntries(parts.map((part) => [part.type, part.value]))
  // Days are counted on the calendar: the night in which the clocks change is not 24 hours long.
  const day = new Date(Date.UTC(now.year, now.month - 1, now.day - daysAgo))
  const values = { day: day.getUTCDate(), month: day.getUTCMonth() + 1, year: day.getUTCFullYear() }
  if (withTime) values.time = `${now.hour}:${now.minute}`
  for (const [part, value] of Object.entries(values)) boxes.querySelector(`input[name$="-${part}"]`).value = value
  boxes.dispatchEvent(new Event('change', { bubbles: true }))
  if (!withTime) boxes.querySelector('input[name$="-time"]').focus()
}
