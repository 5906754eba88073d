"""Reads persons out of the ways papers print them: "PFCC Ann Field (AF)", "Cllr J Reed, Chair"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from polias.boards.minutes import offices
from polias.boards.minutes.names import CAPITALS, is_initials, leading_initials, name_at
from polias.boards.minutes.office_first import behind_its_office
from polias.boards.minutes.pieces import NOTHING, Piece, replaced

_MARKS = re.compile(r"^(?:\(\d{1,2}\)|\*|†|‡|\d{1,2}[.)])\s*|[\s*†‡]+$")
#: "Chair: Councillor A Hill" is one name, not an office and a name.
_OFFICE_AHEAD = re.compile(r"\b(?:chair(?:man|woman|person)?|clerk|secretary|treasurer|convener|president):\Z", re.I)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)(?:[)\]]|\Z)")
#: "Head of ..." outside brackets: what stands in them says nothing of where an office ends.
_OF, _BRACKETED = re.compile(r"\b(?:of|for|to)\b"), re.compile(r"\([^()]*\)")
_CAPITALS_BEHIND = re.compile(
    r"(?:\s++(?:[A-Z][A-Z’']{3,}|OF|IN|AND|THE|FOR|ON|NOT)\b[:,*]?)+\s*+\Z|"
    r"\s++(?:\(\d{1,2}\)\s*+)?(?:\d{1,2}|One|Two|Three|Four|Five|Six|Several)\s++(?:[A-Z]\w+\s++)?(?:Staff|"
    r"Officials?|Officers?|[Pp]ersonnel|Members?|Board Officials|OFFICIALS?)\b.*\Z"
)
_SEPARATOR = re.compile(
    r"\s*+;\s*+(?:and\s++|&\s*+)?|\s*+,\s*+(?:and\s++|&\s*+)?|\s++(?:and|&)\s++|\s++(?:a|ac)\s++(?=[A-ZÀ-Þ]|[yY]r?\s)|\s*+a['’]r\s++|\s++/\s++"
)


@dataclass(frozen=True)
class Person:
    """Somebody as one place in the paper names them; a name of None where only an office is printed."""

    name: str | None
    piece: Piece
    role: str | None = None
    organisation: str | None = None
    initials: str | None = None
    titled: bool = False  # a courtesy title, rank or office stood before the name

    @property
    def surname(self) -> str:
        return self.name.split()[-1].lower() if self.name else ""


def person(piece: Piece, *, lenient: bool = False) -> Person | None:
    """One person with what stands beside the name, or None where no name begins.

    A single word is a name only behind a title ("ACC Reed"), or where `lenient` says that a list of names goes on.
    """
    piece = _without_marks(piece)
    if not piece or offices.GROUP.match(piece.text):
        return None
    titles, rest = _titles(piece)
    chairs = False
    if inside := re.match(
        r"in the chair\s*:\s*|(?:chair(?:man|woman|person)?|vice[- ]chair(?:man)?)\s*[:–-]\s*", rest.text, re.I
    ):
        rest, chairs = rest.after(inside.end()), "vice" not in inside.group().lower()
    letters, rest = leading_initials(rest)
    found = name_at(rest, titled=bool(titles), lenient=lenient)
    if not found:
        return _behind_an_office(piece)
    name, tail = found
    role, organisation, initials = _beside(name.text, tail)
    ranks = [
        title for title in titles if not offices.COURTESY.match(title) or title.lower().startswith(("c", "g", "ald"))
    ]
    said = ", ".join(part for part in (" ".join(ranks), "Chair" if chairs else "", role) if part)
    return Person(name.text.strip(" ."), name, said or None, organisation, initials or letters, bool(titles))


def _behind_an_office(piece: Piece) -> Person | None:
    """ "Head of Policy Ann Field (AF)": the name stands behind the office, with nothing between."""
    parts = behind_its_office(piece)
    if parts is None:
        return None
    office_piece, name, tail = parts
    role, organisation, initials = _beside(name.text, tail)
    said = ", ".join(filter(None, (office_piece.text.strip(" ,"), role)))
    return Person(name.text.strip(" ."), name, said, organisation, initials, titled=True)


def office(piece: Piece) -> Person | None:
    """An office without a name: "the Chief Constable"."""
    match = offices.OFFICE_ALONE.match(_without_marks(piece).text)
    return Person(None, piece, match.group("office")) if match else None


def _held_by(piece: Piece) -> Person | None:
    """ "the Clerk (Mr. B. Hill)": who holds an office, in brackets behind it."""
    match = offices.HELD_BY.match(piece.text)
    who = person(piece.part(match, "who")) if match and offices.ROLE_IN_TEXT.search(match.group("office")) else None
    return replace(who, role=match.group("office").strip()) if match and who and who.name else None


def people(piece: Piece, *, first_names: bool = False, one_each: bool = False) -> list[Person]:
    """Everybody in a list of names: with commas, "and", semicolons, brackets, or one title after the other.

    `first_names`: a single word is somebody, as "Ann, Ben and Cal" are. `one_each`: behind the first name a comma
    leads to whom or what they speak for, in words that might be a name ("Ann Field, Rape Crisis").
    """
    found: list[Person] = []
    title = ""
    if ";" in piece.text and (one_each or _begins_with_an_office(piece)):
        return [who for entry in piece.split(";") for who in people(entry, first_names=first_names, one_each=one_each)]
    piece = replaced(piece, offices.DOTTED_POST_NOMINAL, "")
    for run in _runs(piece):
        fragments = _fragments(run)
        for fragment in fragments:
            title = _plural(fragment) or title
            next_one = (
                person(fragment, lenient=first_names or bool(title and found)) or _held_by(fragment) or office(fragment)
            )
            alone = len(fragments) == 2
            if next_one and _is_no_new_one(next_one, found, fragment, one_each=one_each, alone=alone):
                found[-1] = _with_more(found[-1], fragment)
            elif next_one and _holds(next_one, found, alone=alone):
                found[-1] = replace(next_one, role=", ".join(filter(None, (found[-1].role, next_one.role))))
            elif next_one and _new_person(next_one, found, fragment):
                found.append(_with_title(next_one, title))
            elif found:
                found[-1] = _with_more(found[-1], fragment)
    return _shared_organisations(found, piece)


def _begins_with_an_office(piece: Piece) -> bool:
    """ "Chief Constable, Ann Field; Clerk, Ben Reed": semicolons part people, and commas offices from their holders."""
    return office(next(piece.split(r"[,;]"))) is not None


def _holds(candidate: Person, found: list[Person], *, alone: bool) -> bool:
    """ "Chief Constable, Ann Field (AF)": a name behind an office on a line of its own is whose office it is."""
    office_first = bool(found) and found[-1].name is None and not re.match(r"the\s", found[-1].piece.text, re.I)
    return office_first and candidate.name is not None and not candidate.titled and (alone or bool(candidate.initials))


def _is_no_new_one(candidate: Person, found: list[Person], fragment: Piece, *, one_each: bool, alone: bool) -> bool:
    """Whether what looks like a name says more of the one before it."""
    if not found or found[-1].name is None:
        return False
    more = alone or bool(len(found) == 1 and found[-1].role and candidate.role)
    return (one_each and more and _may_be_no_name(candidate)) or _goes_on_with_its_office(candidate, found, fragment)


def _may_be_no_name(candidate: Person) -> bool:
    """ "Rape Crisis" looks like a name; a title, initials in brackets or a first initial is only somebody's."""
    return not (candidate.titled or candidate.initials or re.match(r"(?:[A-Z]\.? )+", candidate.name or ""))


def _goes_on_with_its_office(candidate: Person, found: list[Person], fragment: Piece) -> bool:
    """ "Ann Field, Director Adult Care": behind a bare name an office with something like a name is that person's."""
    behind = (
        candidate.name is not None and candidate.piece.at[0] > fragment.at[0] and not offices.TITLE.match(fragment.text)
    )
    bare = bool(found) and not found[-1].titled and not found[-1].role
    return behind and bare and not candidate.initials and bool(offices.ROLE_WORD.match(fragment.text))


def _new_person(candidate: Person, found: list[Person], fragment: Piece) -> bool:
    """A fragment after a comma may be the office of the person before: "Reed, Treasurer"."""
    if candidate.name is None:
        return not found or bool(re.match(r"(?:the|y)\s", fragment.text))
    plain = not candidate.titled and not candidate.initials
    words = candidate.name.split()
    return not (
        plain
        and found
        and (offices.ORGANISATION.search(fragment.text) and not candidate.organisation and len(words) < 2)
    )


def _runs(piece: Piece) -> list[Piece]:
    runs, last = [], 0
    for match in offices.NEW_NAME.finditer(piece.text):
        before = piece.text[last : match.start()]
        if before.count("(") <= before.count(")") and not _OFFICE_AHEAD.search(before):
            runs.append(piece[last : match.start()])
            last = match.end()
    runs.append(piece[last:])
    return [run for run in (_without_capitals(each.strip()) for each in runs) if run] if len(runs) > 1 else [piece]


def _without_capitals(run: Piece) -> Piece:
    """Without what a flat layout mixes in between names: the heading's capitals, and groups without names."""
    while match := _CAPITALS_BEHIND.search(run.text):
        run = run.before(match.start())
    return run


def _fragments(piece: Piece) -> list[Piece]:
    """Split at commas and "and", but never inside brackets."""
    text, depth, cuts = piece.text, 0, []
    inside = []
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        inside.append(depth > 0)
    last = 0
    for match in _SEPARATOR.finditer(text):
        joins = match.group().strip() in ("and", "&")
        office_before = joins and bool(_OF.search(_BRACKETED.sub("", text[last : match.start()])))
        whole = piece[last : _next_comma(text, match.end())].strip() if joins else NOTHING
        if joins and behind_its_office(whole) and not person(piece[last : match.start()].strip()):
            continue  # "Head of Policy and Research Ann Field"
        if inside[match.start()] or (joins and not _begins(piece.after(match.end()), titled=office_before)):
            continue
        cuts.append(piece[last : match.start()].strip())
        last = match.end()
    return [cut for cut in [*cuts, piece[last:].strip()] if cut]


def _next_comma(text: str, start: int) -> int:
    comma = re.search(r"[,;]", text[start:])
    return start + comma.start() if comma else len(text)


def _begins(rest: Piece, *, titled: bool = False) -> bool:
    """Whether a name or an office begins here: "Head of Law and Governance" goes on with neither.

    Behind an office with "of" only somebody `titled` begins: "Head of Business Partnering and Management Accounting".
    """
    if re.match(r"(?:Fire and )?Crime\b", rest.text):
        return False
    following = re.match(r"[^,;]*?(?=\s+(?:and|&)\s|[,;]|\Z)", rest.text)
    fragment = rest.part(following) if following else rest
    who = person(fragment, lenient=True)
    return bool((who and (who.titled or who.initials or not titled)) or office(fragment) or _held_by(fragment))


def _plural(fragment: Piece) -> str:
    match = offices.PLURAL_TITLE.match(fragment.text)
    word = match.group() if match else ""
    return {"Cynghorwyr": "Cynghorydd", "Messrs": "", "Aldermen": "Alderman", "Deputies": "Deputy"}.get(
        word, word.removesuffix("s")
    )


def _with_title(who: Person, title: str) -> Person:
    said = (who.role or "").replace(title + "s", title) if title else who.role or ""
    return replace(who, role=said or title or None)


def _with_more(who: Person, fragment: Piece) -> Person:
    text = fragment.text.strip(" .")
    if len(text) > 80 or re.search(r"\b(?:was|were|had|has|will|would)\b", text):
        return who
    role, organisation, initials = _beside(who.name or "", fragment)
    return replace(
        who,
        role=", ".join(part for part in (who.role, role) if part) or None,
        organisation=who.organisation or organisation,
        initials=who.initials or initials,
    )


def _shared_organisations(found: list[Person], piece: Piece) -> list[Person]:
    """ "A and B (Borough Council)": the bracket speaks of both, where "A" has none and "and" joins them."""
    for number in range(len(found) - 2, -1, -1):
        here, following = found[number], found[number + 1]
        if here.organisation or not following.organisation or not here.piece or not following.piece:
            continue
        between = _between(piece, here.piece, following.piece)
        if re.fullmatch(r"\s*(?:and|&|a|ac)\s+(?:\w+\.?\s+)?", between):
            found[number] = replace(here, organisation=following.organisation)
    return found


def _between(piece: Piece, left: Piece, right: Piece) -> str:
    start, end = left.at[1], right.at[0]
    return "".join(letter for letter, place in zip(piece.text, piece.places, strict=True) if start <= place < end)


def _without_marks(piece: Piece) -> Piece:
    while match := _MARKS.search(piece.text):
        piece = piece.after(match.end()) if match.start() == 0 else piece.before(match.start())
        if not piece:
            break
    return piece.strip(" ,;:•-–—")


def _titles(piece: Piece) -> tuple[list[str], Piece]:
    titles: list[str] = []
    while match := offices.TITLE.match(piece.text):
        rest = piece.after(match.end())
        if not rest or re.match(r"(?:of|for|and|&)\b", rest.text):
            break
        titles.append(match.group().strip(" ,:."))
        piece = rest
    return titles, piece


def _beside(name: str, tail: Piece) -> tuple[str | None, str | None, str | None]:
    """Role, organisation and initials from what stands beside a name."""
    text = offices.POST_NOMINAL.sub("", tail.text)
    roles: list[str] = []
    organisation = initials = None
    for inside in _BRACKET.findall(text):
        content = inside.strip(" .*")
        if not content or content.isdecimal():
            continue
        if is_initials(content, name):
            initials = content
        elif _is_organisation(content) or (content[0].isupper() and not offices.ROLE_IN_TEXT.search(content)):
            organisation = content
        else:
            roles.append(content)
    plain = _BRACKET.sub(" ", text).strip(" ,;:.-–—*\t")
    plain = re.sub(r"\s+", " ", plain)
    if plain and len(plain) <= 140:
        organisation, role = _role_or_organisation(plain, organisation)
        roles.insert(0, role)
    return ", ".join(part for part in roles if part) or None, organisation, initials


def _role_or_organisation(plain: str, organisation: str | None) -> tuple[str | None, str]:
    if _is_organisation(plain) and not organisation:
        return plain, ""
    head, comma, last = plain.rpartition(", ")
    if comma and _is_organisation(last) and not organisation and offices.ROLE_IN_TEXT.search(head):
        return last, head
    return organisation, plain


def _is_organisation(text: str) -> bool:
    if CAPITALS.match(text):
        return True
    return bool(offices.ORGANISATION.search(text)) and not offices.ROLE_IN_TEXT.search(
        re.sub(
            r"\bOffice of .*|\b(?:Police(?:, Fire)? (?:and|&) Crime )?Commissioner['’]?s? (?:Office|for)\b.*", "", text
        )
    )
