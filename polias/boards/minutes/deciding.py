"""The sentences by which a body decides, told from those that only tell of what was decided before or by others."""

from __future__ import annotations

import re

from polias.boards.minutes.pieces import Piece

#: "The Panel", "The Strategic Board", "Members of the Group"; a council or an authority only where nothing says which.
_BODY = (
    r"(?:(?:the\s++)?(?:(?!(?:of|by|to|for|from|and|chair\w*|vice\S*|deputy)\b)[\w’'-]+\s++){0,4}?(?:panel|board|"
    r"(?:sub-?)?committee|forum|group|executive|partnership)|"
    r"(?:the\s++)?(?:(?:police and crime|joint|whole)\s++)?(?:authority|meeting|council|trustees|governors|partners|"
    r"members(?: of the (?:panel|board|committee|group))?|we|JAC|PCP|JARAC|JIAC)|(?:all|both)\s++members)"
)
_VERB = (
    r"(?:agreed|approved|accepted|resolved|confirmed|endorsed|adopted|ratified|recommended|decided|supported|"
    r"signed off|appointed|elected|authorised|delegated|determined|voted(?!\s+on))"
)
#: "The Board:" above lines that each begin with what it did; only some of what it may do decides.
BODY_ALONE = re.compile(rf"{_BODY}(?: (?:then|also|therefore))?\s?:", re.I)
#: "Having heard the Clerk, the Committee –", above what it did.
BODY_AT_END = re.compile(rf"[.,]\s{_BODY}(?: (?:then|also|therefore))?\s?[:–—-]\Z", re.I)
BARE_DECISION = re.compile(rf"{_VERB}\b|noted (?:the|its|this)\b", re.I)
BARE_VERB = re.compile(rf"{_VERB}\b|noted\b|requested\b|asked\b|thanked\b|considered\b|received\b", re.I)
PAPER = (
    r"(?:reports?|minutes?|updates?|papers?|correspondence|contents?|programme|plan|log|timetable|schedule|letter|"
    r"presentation|recommendations?|proposals?|strategy|policy|position|"
    r"budget|register|statement|documents?|briefing|progress|action (?:log|list|tracker|plan)|"
    r"references?|agenda|terms of reference|response|summary|calendar|dates?|appointments?|figures|"
    r"performance|information|points?|payments?|invoices?|grants?|findings|opinions?|notice|dashboard|accounts|assessment|audits?|review|analysis|"
    r"certificates?|tables?|appendix|appendices|slides|evidence|outcomes?|results?|business case|outturn|forecast)"
)
_WAS = r"(?:was|were|be|has been|have been|is|and was)"
#: A word with marks in it ("and/or") is one, in one way only: a row of marks must not be parted in every way there is.
DECIDING_SENTENCES = (
    # "The Panel agreed ...", "Members approved ...": the body decides.
    (
        "the body decided",
        re.compile(
            rf"^(?:{_BODY})\s+(?:also\s+|formally\s+|unanimously\s+|therefore\s+|considered and\s+|"
            r"discussed and\s+|reviewed and\s+|received and\s+|then\s+|subsequently\s+|further\s+|"
            rf"duly\s+|all\s+)*{_VERB}\b(?!\s+(?:with|by the))",
            re.I,
        ),
    ),
    # "The Board noted the report": of a paper; "noted that" with a fact tells, and decides nothing.
    (
        "the body noted a paper",
        re.compile(
            rf"^(?:{_BODY})\s++(?:also\s++|formally\s++|considered and\s++|discussed and\s++|reviewed and\s++|"
            r"received and\s++|considered,\s*+)*(?:noted|received and noted)\s++(?:the|its|this|these|both|"
            rf"all|and)\b(?:\W++\w++(?:[’'-]++(?!{PAPER}\b)\w++)*+){{0,6}}?\W++{PAPER}\b",
            re.I,
        ),
    ),
    (
        "it was agreed",
        re.compile(
            r"\b(?:it was|it has been|it is)\s+(?:also\s+|therefore\s+|further\s+|unanimously\s+|"
            r"subsequently\s+|proposed,? seconded and\s+|proposed and\s+|then\s+|formally\s+)*(?:agreed|"
            r"resolved|decided|recommended)\b(?!\s+with)|\band (?:it was )?agreed that\b|^agreed (?:that|to)\b",
            re.I,
        ),
    ),
    (
        "minutes were agreed",
        re.compile(
            r"\b(?:minutes?(?! \d+(?:\.\d+)?\s?[:–-])|notes|record|cofnodion)\b.{0,200}?"
            r"\b(?:was|were|be|are|being|eu bod|"
            r"had been)?\s*(?:then\s+|duly\s+|formally\s+|both\s+|unanimously\s+)*(?:agreed|confirmed|"
            r"approved|accepted|signed(?: off)?|recorded|received|noted|adopted|taken|cymeradwywyd|derbyniwyd|"
            r"cadarnhawyd|llofnodwyd)\b|\b(?:was|were)\s+(?:agreed|confirmed|approved|accepted|adopted)\s+"
            r"(?:as \w+(?: \w+){0,3} )?the\s+(?:draft\s+)?minutes?\s+of\b",
            re.I,
        ),
    ),
    # "NOTED the report" in a list below "Members:"; "NOTED that" with a fact tells.
    (
        "a word in capitals",
        re.compile(
            r"^(?:(?:APPROVED|ENDORSED|ACCEPTED|CONFIRMED|ADOPTED|RATIFIED|SUPPORTED)\b|"
            r"NOTED\s+(?:the|its|this|these|both|all)\b)(?=\s+[a-z])"
        ),
    ),
    # "These were agreed, with one change": of what the heading above names.
    (
        "they were agreed",
        re.compile(
            r"^(?:these|they|both|all|this|it)\s+(?:were|was)\s+(?:(?:taken as )?read and\s+|all\s+|both\s+|then\s+|"
            r"duly\s+|formally\s+|unanimously\s+)*(?:agreed|approved|accepted|confirmed|adopted)\b"
            r"(?=\W*\Z|,|\s+(?:as|by the|subject|without|unanimously|and signed)\b)",
            re.I,
        ),
    ),
    (
        "a paper was noted",
        re.compile(
            rf"\b{PAPER}\b(?:\W++\w++(?:[’'(),/-]++(?!{_WAS}\s)\w++)*+){{0,14}}?\W++{_WAS}\s++(?:(?:presented|discussed|considered|reviewed|received|taken|circulated|"
            r"introduced|shared|welcomed|duly|formally|also|all|unanimously|then|subsequently|both|"
            r"and)\b,?\s*+)*(?:noted|approved|agreed|accepted|endorsed|adopted|ratified|"
            r"supported in principle)\b",
            re.I,
        ),
    ),
    (
        "somebody was elected",
        re.compile(
            r"\b(?:was|were|be)\s+(?:duly\s+|unanimously\s+|re-?)*(?:re-?)?(?:elected|appointed|"
            r"nominated)\s+(?:as\s+|to\s+be\s+)?(?:the\s+)?(?:Vice|Deputy|new)?[- ]?Chair",
            re.I,
        ),
    ),
    (
        "cytunwyd",
        re.compile(
            r"cofnodion\b.{0,160}gofnod cywir|^(?:Cytunodd|Penderfynodd|Cymeradwyodd)\s+(?:y|"
            r"yr)\s+(?:Panel|Bwrdd|Pwyllgor|Cyngor|Aelodau)|\b(?:cytunwyd|penderfynwyd|cymeradwywyd)\b",
            re.I,
        ),
    ),
    (
        "a decision of the office-holder",
        re.compile(
            r"^(?:The\s+)?(?:PCC|PFCC|DPCC|Commissioner|Deputy Commissioner|Chief Constable|"
            r"Chair(?:man)?)\s+(?:formally\s+|then\s+|also\s+)*(?:approved|ratified|endorsed|authorised|"
            r"signed|adopted)\b",
            re.I,
        ),
    ),
)
_NOT_DECIDED = re.compile(
    r"\b(?:had (?:been )?(?:previously )?(?:agreed|approved|noted|decided)|previously agreed|"
    r"would be (?:agreed|approved)|to be (?:agreed|approved|confirmed)|"
    r"should be (?:agreed|approved)|could be agreed|has not|not (?:been )?(?:agreed|approved)|yet to be|"
    r"asked (?:if|whether|that)|apologies|until|if (?:agreed|approved))\b",
    re.I,
)
_NARRATIVE_NOTING = re.compile(r"\bnoted that\b", re.I)
#: What an item is for decides nothing.
_PURPOSE = re.compile(r"to (?:confirm|approve|agree|sign|receive|note|consider)", re.I)
#: "It was proposed by A Hill, seconded by B Reed and agreed that ...": who moved a decision is no part of it.
_MOVED_FIRST = re.compile(
    r"(?:proposed|moved)\b.{3,80}?\bseconded\b.{2,80}?\b(?:agreed|resolved|carried)\W+(?=that\b)", re.I | re.S
)


def decided_in(sentence: Piece) -> tuple[str, Piece]:
    """The rule by which a sentence tells a decision, and what was decided; an empty rule where it tells none."""
    text = sentence.text
    if len(text) > 900 or len(text) < 12 or text.endswith("?") or _PURPOSE.match(text):
        return "", sentence
    for rule, pattern in DECIDING_SENTENCES:
        match = pattern.search(text)
        if not match or _NOT_DECIDED.search(text[: match.end() + 12]):
            continue
        if _NARRATIVE_NOTING.search(text[match.start() : match.end() + 6]) and "agreed" not in match.group().lower():
            continue
        moved = _MOVED_FIRST.search(text)
        return rule, sentence.after(moved.end()) if moved else sentence
    return "", sentence
