// A second press of the same button while the first is on its way does nothing; the server refuses the repeat as well.
export function start(root) {
  for (const form of root.querySelectorAll('form[data-polias-once]')) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent) return event.preventDefault()
      form.dataset.sent = 'yes'
    })
  }
  // Coming back with the browser's Back button shows the page as it was left: it may be sent again.
  addEventListener('pageshow', () => {
    for (const form of root.querySelectorAll('form[data-sent]')) delete form.dataset.sent
  })
}
