// Tells the style sheets, before anything is drawn, that scripts run: parts that open and close start closed.
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
}
