"""The marks by which papers set actions apart, as patterns: the word before them, numbers, brackets and margins."""

from __future__ import annotations

import re

from polias.boards.minutes.owners import INITIALS_OR_RANK, OWNERS_PLAIN

_REF = (
    r"(?:(?:[Nn]o|[Rr]ef)\b\.?:?\s*|#)?[(]?(?P<ref>(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b|"
    r"[A-Z](?=\s?[:.)])|(?:[ivx]{1,4}|[a-h])(?=[.:)])|"
    r"(?:[A-Z]{1,4}[ /-]?)?\d[\w./-]*\d[a-z]?|[A-Z]{0,3}\d{1,4}[a-z]?|"
    r"\d{1,4}/\d{2,4})[)]?"
)
#: What a bracket behind the word says of when it is to be done; "(April)" is as likely when it was given.
_WHEN = r"(?i:by|before|due|until|urgent|immediate|asap|as soon|priority|high|medium|low|new)\b"
#: What may stand before the word: "New action", "Post-meeting action", "Decision/Action".
_KIND = (
    r"(?:(?:[Aa]greed|AGREED|[Nn]ew|NEW|[Ff]urther|[Aa]dditional|[Uu]rgent|[Ii]mmediate|"
    r"[Pp]ost[- ]meeting|[Ff]ollow[- ]?up) )?"
)
#: "Action", "ACTION 12/24:", "[Action –", "Action (AF):", "Action (by 3 May):", "Action for the Clerk:", "Action AF:",
#: "AF action:", "For action by the Clerk:", "[Action AF] ...".
LINE = re.compile(
    r"(?:(?i:gweithred(?:oedd)?|cam(?:au)? gweithredu)\s?/\s?(?=A))?"
    r"(?P<bracket>[\[(]\s?)?"
    rf"(?:(?P<whose>OPF?CC|PF?CC|Force|Constabulary|Panel|Board|{INITIALS_OR_RANK.pattern}) "
    rf"(?=[Aa](?:ction|CTION)s?\s?:))?(?P<asks>For |FOR |Key |KEY |Priority )?{_KIND}"
    r"(?P<either>Decisions? ?/ ?)?(?:ACTIONS?(?: POINTS?| ITEMS?| REQUIRED| NEEDED| AGREED)?|ACTION(?:\(S\)|/S)|"
    r"Actions?(?: [Pp]oints?| [Ii]tems?| [Rr]equired| needed| agreed| arising| set| raised| identified| taken away)?|"
    r"Action(?:\(s\)|/s)|"
    r"(?<=[a-zA-Z] )actions?(?=\s?(?:[:–—-]|\d))|(?<=[Ff]or )action(?=\s(?:by|for)\s)|actions?(?=\s?[:–—-])|AP|"
    r"Cam Gweithredu|CAM GWEITHREDU|Cam gweithredu)"
    rf"(?P<or> ?/ ?[Dd]ecisions?)?\s*+(?:{_REF})?\s*+"
    rf"(?:(?(bracket):?\s?(?P<inside>{OWNERS_PLAIN})\s?[)\]](?:\s*+[:–—-]\s|\s++)(?=[A-Z])|(?!))|"
    rf"[(\[]\s?(?P<who>{OWNERS_PLAIN})[)\]](?:\s*+[:;–—-]\s|\s++|\Z)|"
    rf"(?i:for|by|on|upon|with|owner|lead)\s?:?\s(?P<for>{OWNERS_PLAIN})\s*+[:–—-]\s|"
    rf"(?P<then>{INITIALS_OR_RANK.pattern})\s?[:–—-]\s(?=\S)|(?i:by|for)\s?:\s(?=[A-Z])|"
    rf"[(\[](?P<note>{_WHEN}[^()\[\]]{{0,30}})[)\]]\s?[:–—-]\s|"
    r"[:;–—-](?!\d)|\.\s|(?<=\d)[)\]]|(?<=[)]\s)(?=[A-Z])|(?=\s*+\[))\s*+",
)
REF_LINE = re.compile(
    r"(?:AP|Action Point|ACTION POINT|Action|ACTION)\s*(?:No\.?\s*|#)?(?P<ref>\d{1,4}(?:[./-]\d{1,4})?)\s+(?=[A-Z])"
)
#: "A1: AF to write": so short a mark counts only where somebody is to act.
#: "Action 12" on a line of its own: the paragraph below is it.
NUMBER_ALONE = re.compile(
    r"(?:ACTION|Action)(?: [Pp]oint| POINT)?\s+(?:No\.?\s*)?(?P<ref>\d{1,4}(?:[./-]\d{1,4})?)\s*[:.]?"
)
SHORT_REF = re.compile(r"(?P<ref>A\d{1,3})\s*[:.–—-]\s*(?=[A-Z])")
#: "SPB/45 – AF to write": any number that begins a line counts where somebody is to act.
ANY_REF = re.compile(r"(?P<ref>[A-Z]{1,6}[ /-]?\d{1,4}(?:[/-]\d{2,4})?)\s?[:–—-]\s+(?=[A-Z])")
#: What follows the word in the name of something: "Action Fraud", "Action Plan".
_NO_OWNER = r"(?!(?i:Fraud\b|By\b|ID\b|Plan|Log|Tracker|List|Point|Group|Team|Update))"
#: "Action AF to discuss": no mark between, so somebody must be named who is to do it; "Action Fraud" is none.
NO_MARK = re.compile(
    r"(?:AGREED |[Aa]greed )?(?:ACTION|Action)s?\s+(?:(?:for|on|by|upon)\s+(?:the\s+)?)?(?=[A-Z])" + _NO_OWNER
)
#: "Action to share the data with partners.": a sentence that tells nothing, and so asks for it.
TO_DO = re.compile(r"(?:ACTION|Action)s? (?=to [a-z]+ [^.]{8,}\.\Z)")
#: "Action:" on a line of its own: the paragraph below is it, even where it begins with nobody.
ONE_ACTION = re.compile(r"(?:ACTION|Action)(?: [Pp]oint)?\s*:?\s*\Z|.*:\s*\Z")
#: "NA to write" gives it to somebody, "NA" alone to nobody.
NO_ACTION = re.compile(
    r"(?:none|n/a|nil|no (?:new |further )?actions?)\b|na\W*\Z|see (?:the )?(?:log|above|below|minute|item)\b|"
    r"(?:completed?|closed|discharged|done|noted|agreed|approved|accepted|confirmed|endorsed|ongoing|carried forward)"
    r"(?:\W*\Z|\s+(?:at|on|in|by|since)\b)",
    re.I,
)
CLOSED = re.compile(
    r"\s*+[(\[]\s*+(?:(?:Action(?:\s++Point)?|ACTION(?:\s++POINT)?|Act)\s*+:?\s*+)?(?:No\.?\s*+)?(?P<ref>(?:AP|A)\s*+"
    r"[A-Z]{0,3}\d[\w./-]*|(?:[A-Z]{1,4}[ -]?)?\d{1,4}/\d{2,4}(?:/[A-Z])?|"
    r"\d{1,2})(?:\s++refers)?\s*+[)\]]\s*+\.?\s*+\Z"
)
#: "(Action by AF)", "[Action 3: AF - to write]", "(Action AF)"; without a mark only what can be nothing but an owner.
CLOSED_BY_OWNER = re.compile(
    r"\s*+[(\[]\s*+(?:ACTION|[Aa]ction|AP)\b(?P<for>\s++(?:by|for)\b)?(?:\s++(?P<ref>\d{1,4}(?:[./-]\d{1,4})?))?"
    r"(?P<mark>\s*+(?:[:–—]|-(?=\s)))?\s*(?P<owner>[^()\[\]]{2,160})[)\]]\s*+\.?\s*+\Z"
)
OWNERS_ALONE = re.compile(_NO_OWNER + OWNERS_PLAIN)
#: "(AP1 – Ann Field)", "(Ann Field, Action 3)": an action's number and who is to act, in the bracket that closes it.
_NUMBERED = r"(?:AP|A|(?:Action|ACTION)(?: Point| POINT)?) ?\d{1,4}(?:[./-]\d{1,4})?"
CLOSED_BY_BOTH = re.compile(
    rf"\s*+[(\[]\s*+(?:(?P<ref>{_NUMBERED})(?:\s*+[-–—:,])?\s++(?P<owner>[^()\[\]]{{2,80}})|"
    rf"(?P<first>[^()\[\]]{{2}}(?:[^()\[\]]{{0,57}}?[^()\[\]\s])??)(?:\s*+[-–—:,])?\s++(?P<then>{_NUMBERED}))\s*+[)\]]\s*+\.?\s*+\Z"
)
#: "AF - to circulate the survey", within the bracket that closes a sentence.
OWN_WORDS = re.compile(rf"(?P<who>{OWNERS_PLAIN})\s*+[-–—:]\s*+(?P<text>to\s.{{8,}})", re.S)
#: "AF to circulate the survey. (AF – 22 November)": who and when, where the sentence gives it to somebody.
CLOSED_BY_DAY = re.compile(
    rf"\s*+[(\[](?!(?i:action)\b)(?P<owner>{OWNERS_PLAIN})\s*+[-–—,:;]\s*(?P<by>[^()\[\]]{{3,30}})[)\]]\s*+\.?\s*+\Z"
)
NO_DAY = re.compile(r"(?:next (?:meeting|board|panel)|tb[ac]|asap|on-?going|immediate(?:ly)?|-|–|n/?a)\W*", re.I)
#: "AF to circulate the survey (Action)": the word alone closes it, or with a number or name but no bracket.
CLOSED_BY_WORD = re.compile(r"\s*(?:[(\[]\s?(?:(?:[Nn]ew )?(?:ACTION|[Aa]ction))\s?[)\]]|\s[-–—]\s?ACTION)\s*\.?\Z")
ENDS_IN_ACTION = re.compile(
    r"(?:\s+[-–—]|(?<=[.;]))\s+(?:ACTION|[Aa]ction|AP)(?: [Pp]oint| POINT)?(?:\s?(?P<ref>\d{1,4}(?:[./-]\d{1,4})?))?"
    rf"(?:\s?[:–—-]?\s(?:by |for |owner:? )?(?P<owner>{OWNERS_PLAIN}))?\s*\.?\Z|"
    r"\s+[-–—]\s+(?P<short>A(?:P ?)?\d{1,3})\Z"
)
#: The heading of a margin that names who is to act, and the initials that stand in it.
MARGIN = re.compile(r"(?i:actions?|action by|action owner|lead|owner)(?: by)?:?")
INITIALS_AT_END = re.compile(r"(?<=[.!?;])\s+(?P<owners>[A-Z]{2,4}(?:\s?[/,&]\s?[A-Z]{2,4}){0,4})\Z")
COMMITS = re.compile(r"\b(?:will|would|to|agreed|undertook|asked|requested|shall|should|tasked|invited)\b", re.I)
INITIALS_ALONE = re.compile(r"[A-Z]{2,4}(?:\s?[/,&]\s?[A-Z]{2,4}){0,4}")
#: "- [ ] AF to write": a box to be ticked; a ticked one is done.
BOX = re.compile(r"\[\s?\]\s+(?=\S)")
#: "... by district. Owner: AF. Deadline: 30/11/22. Ref: 7": labels behind what somebody is to do.
LABELLED = re.compile(r"\b(?:Owner|Lead|Responsible|By whom|OWNER|LEAD)\s?:\s?[A-Z]")
LABELLED_REF = re.compile(r"\b(?:Ref|REF|Reference|No)\.?\s?:\s?(?P<ref>\w[\w./-]*\w|\d)")
#: Labels that may stand above anything: only what somebody is to do behind them is an action.
SOFT = re.compile(r"(?:Who (?:will do|does) what|To[- ]do|Next steps?|Tasks?|Follow[- ]ups?)\s?[:–—-]\s*")
