"""The words by which papers name offices, ranks and organisations; nothing here knows a person or a body."""

from __future__ import annotations

import re

_COURTESY = (
    r"Deputies|Senators?|Crs?|Commissioners|"
    r"Messrs|Mr|Mrs|Ms|Miss|Mx|Dr|Professor|Prof|Reverend|Revd|Rev|Canon|"
    r"the Rt\.? Hon\.?|Rt\.? Hon\.?|the Hon|Hon|"
    r"(?:County|Cty|City|District|Borough|Town|Parish)\s+(?:Councillor|Cllr)s?|Councillors?|Cllrs?|"
    r"COUNCILLORS?|CLLRS?|MRS?|MISS|PROFESSOR|Cynghorwyr|Cynghorydd|"
    r"(?:Y )?Cyng\.?\s?/\s?Cllr|Cynghr?|Cyng|Gynghorydd|Nghynghorydd|Aldermen|Alderman|Ald|"
    r"Common Councilman|Colonel|Col|Major|Captain|Capt|Commandant|"
    r"Baroness|Baron|Lieutenant|Lt|Brigadier|Brig|Pastor|Imam|Rabbi|Father|Fr|Archdeacon|Judge|HHJ|"
    # "Y" is Welsh for "the" before a title or an office; before a surname it is somebody's initial
    r"His Worship|Mayor|[Yy]r?(?=\s+(?:[CGN]|Athro|Prif|Dirprwy|Parch|Uwch|Is|Bonwr|Fon)\w+\s)|the|The|gan|Athro"
)
#: "T/ACC", "A/Chief Constable", "Temporary", "Acting": who does the office for a while.
_FOR_NOW = r"(?:(?:[TADtad]\s?/\s?|Temporary\s++|Temp\.?\s++|Acting\s++|Interim\s++|Former\s++)(?:[TAD]/)?)?"
_RANK = (
    r"(?:Deputy\s++|Assistant\s++|Asst\.?\s++)?Police(?:,\s++Fire)?\s++(?:and|&)\s++Crime\s++Commissioner|"
    r"(?:Deputy\s++|Assistant\s++|Dep\.?\s++|Asst\.?\s++)?Chief\s++Constable|"
    r"(?:Det(?:ective)?\.?\s++)?(?:Chief\s++|Ch\.?\s*+/?\s*+|C/)?(?:Superintend(?:e|a)nt|Superintended|Supt|"
    r"Inspector|Insp)|"
    r"(?:Det(?:ective)?|Snr|Senior|Staff|Leading)\s++(?:Sergeant|Constable|Sgt|Sergt|Const)|Sergeant|Sergt|Sgt|Garda|Lieutenant|"
    r"(?:Deputy\s++)?Commander|Cdr|Cmdr|"
    r"(?:Deputy\s++|Assistant\s++)?(?:Commissioner|Mayor)|Area Commander|Group Manager|"
    r"(?:Deputy\s++|Assistant\s++)?Chief\s++(?:Fire\s++)?(?:Executive|Officer|Finance\s++Officer|Operating\s++Officer)|"
    r"(?:Deputy\s++|Vice[- ]?)?Chair(?:man|woman|person)?|"
    r"D?PF?CC|[DA]?CC|ACO|ACFO|DCFO|DCO|CFO|CEO|COO|DCS|DCI|DSU|DSI|DI|DS|DC|PS|PCSO|PC|CI|Deputy|Constable|Treasurer|"
    r"Prif\s++(?:Gwnstabl|Weithredwr)|Comisiynydd(?:\s++yr?\s++Heddlu\s++a\s++Throseddu)?|Cadeirydd"
)
#: One courtesy title, rank or office that stands before a name.
TITLE = re.compile(rf"(?:{_FOR_NOW}(?:{_RANK})|{_COURTESY})(?:\.|\b)(?![-’'])(?:\s+\((?:{_RANK})\))?[,:]?\s*")
COURTESY = re.compile(rf"(?:{_COURTESY}|[Yy]r?)\.?\Z")
PLURAL_TITLE = re.compile(
    r"(?:Councillors|Deputies|Senators|Commissioners|Crs|Cllrs|Messrs|Cynghorwyr|Aldermen|ACCs|Superintendents|Inspectors)\b"
)
#: Where one name in a row of names without commas ends and the next begins.
NEW_NAME = re.compile(
    r"(?<![,&/;])(?<! and)(?<!Cllr)"
    r"(?<!Councillor)(?<!Professor)"
    r"(?<!Prof)(?<!\bDr)(?<!\bRev)(?<!Cty)(?<!Cyngor)\s++(?=(?:\(\d{1,2}\)\s*+)?(?:Mr|Mrs|Ms|Miss|Mx|Dr|"
    r"Professor|Prof|(?:(?:Cty|County|City|Borough)\s++)?(?:Cllr|Councillor)|Sir|Dame|Lord|Lady|Baroness|"
    r"Reverend|Rev|Revd|Alderman|Mayor)\b\.?\s++(?!of\b|and\b)[A-Z(])|"
    r"\s++(?=\(\d{1,2}\)\s*+[A-Z][\w/]+\s)|"
    r"(?<=\))\s++(?!(?:One|Two|Three|Four|Five|Six|Several)\b)(?=[A-Z][a-z’']+\s[A-Z][\w’'-]+(?:\s?\(|\s[A-Z]|\s*+\Z))|"
    r"(?<=Authority)\s++(?=[A-Z](?: [A-Z])? [A-Z][a-z])|(?<=Council)\s++(?=[A-Z](?: [A-Z])? [A-Z][a-z])|"
    r"(?<=Constabulary)\s++(?=[A-Z](?: [A-Z])? [A-Z][a-z])"
)
_POST_NOMINALS = (
    r"JP|MLA|MP|MS|AM|MBE|OBE|CBE|KBE|DBE|QPM|KPM|QFSM|DL|KC|QC|MSP|FCA|CPFA|PhD|BEM|DSC|GCM|DSM|CVO|FRSA|"
    r"OStJ|TD|RD|Esq"
)
#: "J.P." behind a name; "D.L. Hill" are first names.
DOTTED_POST_NOMINAL = re.compile(r",?\s(?:J\.P|M\.P|D\.L|Q\.C|K\.C|M\.B\.E|O\.B\.E|C\.B\.E|Q\.P\.M)\.(?!\s*[A-Z][a-z])")
POST_NOMINAL = re.compile(rf"[,\s]+(?:{_POST_NOMINALS})\b\.?")
KEPT_TITLE = re.compile(r"(?:Sir|Dame|Lord|Lady)\b\s*")

_ROLE_WORDS = [
    "Administrative",
    "Chair",
    "Chairman",
    "Chairwoman",
    "Chairperson",
    "Vice",
    "Deputy",
    "Assistant",
    "Director",
    "Head",
    "Chief",
    "Officer",
    "Manager",
    "Treasurer",
    "Clerk",
    "Secretary",
    "Commissioner",
    "Constable",
    "Superintendent",
    "Supt",
    "Inspector",
    "Sergeant",
    "Commander",
    "Executive",
    "Member",
    "Members",
    "Advisor",
    "Adviser",
    "Solicitor",
    "Councillor",
    "Cllr",
    "Auditor",
    "Lead",
    "Leader",
    "Mayor",
    "Observer",
    "Substitute",
    "Minute",
    "Minutes",
    "Notes",
    "Note",
    "Interim",
    "Acting",
    "Temporary",
    "Independent",
    "Co-opted",
    "Coopted",
    "Policy",
    "Finance",
    "Senior",
    "Principal",
    "Strategic",
    "Corporate",
    "Democratic",
    "Governance",
    "Monitoring",
    "Legal",
    "Communications",
    "Media",
    "Performance",
    "Scrutiny",
    "Assurance",
    "Business",
    "Research",
    "Customer",
    "Support",
    "Engagement",
    "Partnership",
    "Staff",
    "Administrator",
    "Consultant",
    "Coordinator",
    "Co-ordinator",
    "Representative",
    "Trainee",
    "Graduate",
    "Intern",
    "Analyst",
    "Liaison",
    "Professional",
    "Human",
    "External",
    "Internal",
    "Partner",
    "Engagement",
    "Programme",
    "Project",
    "Planning",
    "Commissioning",
    "Victims",
    "Personal",
    "PA",
    "Executive",
    "Committee",
    "Designate",
    "Outgoing",
    "Joint",
    "Area",
    "Local",
    "Police",
    "Crime",
    "OPCC",
    "OPFCC",
    "PCC",
    "PFCC",
    "DPCC",
    "CC",
    "DCC",
    "ACC",
    "ACO",
    "CFO",
    "CEO",
    "COO",
    "T/Director",
    "T/ACC",
    "Town",
    "Head",
    "Group",
    "Service",
    "Services",
    "Youth",
    "Fire",
    "Assistant",
    "Head",
    "Area",
    "Regional",
    "National",
    "Chaplain",
    "Professor",
    "Bishop",
    "Lawyer",
    "Comptroller",
    "Chamberlain",
    "Apologies",
    "Absent",
    "Present",
    "Audit",
    "Human",
    "Resources",
    "Estates",
    "IT",
    "ICT",
    "HR",
    "Information",
    "Data",
    "Property",
    "Fleet",
    "Operations",
    "Digital",
    "Neighbourhood",
    "Custody",
    "Criminal",
    "Justice",
    "Standards",
    "Organisational",
    "People",
    "Stakeholder",
    "Community",
    "Safety",
    "Public",
    "Protection",
    "Intelligence",
    "Command",
    "Secretariat",
    "Division",
    "Directorate",
    "Department",
    "Region",
    "Urban",
    "Rural",
    "Team",
    "Unit",
    "Branch",
    "Specialist",
    "Technical",
    "Risk",
    "Insurance",
    "Procurement",
    "Commercial",
]
ROLE_WORD = re.compile(
    rf"(?:[TAD]/)?(?:{'|'.join(sorted(set(_ROLE_WORDS), key=len, reverse=True))})s?\b(?![’'-](?!Chair))"
)
#: A word by which an organisation is known, wherever it stands in its name.
ORGANISATION = re.compile(
    r"\b(?:Councils?|Borough|District Council|Police|Constabulary|Authority|University|College|Service|"
    r"Services|NHS|Trust|LLP|Ltd|Limited|plc|"
    r"Thornton|KPMG|Mazars|Deloitte|Ernst|BDO|TIAA|RSM|Office of|OPCC|OPFCC|MOPAC|HMICFRS|HMIC|IOPC|PSNI|"
    r"Association|Agency|Federation|Partnership|"
    r"Inspectorate|Commission|Home Office|Ombudsman|Unison|UNISON|Cyngor|Heddlu|Corporation|Committee|Panel|Board|"
    r"Chamber|Church|Foundation|Charity|Forum)\b"
)
ROLE_IN_TEXT = re.compile(
    r"\b(?:Chair(?:man|woman|person)?|Director|Head of|Chief|Officer|Manager|Treasurer|Clerk|Secretary|"
    r"Commissioner|Constable|"
    r"Superintendent|Inspector|Sergeant|Commander|Executive|Members?|Advis[oe]r|Solicitor|Auditor|Lead|"
    r"Leader|Mayor|Observer|"
    r"Substitute|Assistant|Deputy|Vice|Consultant|Coordinator|Co-ordinator|Representative|Trainee|"
    r"Analyst|Intern|Partner|PCC|DPCC|PFCC|"
    r"CC|DCC|ACC|CFO|CEO|Cadeirydd|Aelod|Comisiynydd|Swyddog|Cyfarwyddwr|Gwnstabl|Administrator|Support|"
    r"Minutes?|Notes?)\b",
)
#: Words of office that are surnames too: "Anna Head".
SURNAME = re.compile(r"(?:Head|Constable|Bishop|Mayor|Chamberlain|Sergeant|Leader|Lead|Major)\Z")
#: "the Clerk (Mr. B. Hill)", "Assistant Chief Constable (Operations) (Ann Field)": an office, and who holds it.
HELD_BY = re.compile(r"(?:[Tt]he\s+)?(?P<office>[A-Z][^()]{2,60}(?:\([^()]*\))?)\s*\((?P<who>[A-Z][^()]{3,50})\)\W*\Z")
#: What is no person though it looks like one: groups, and words of the page.
GROUP = re.compile(
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|various|other|all|members of|representatives|"
    r"representing)\b",
    re.I,
)
OFFICE_ALONE = re.compile(
    rf"(?:the\s++|y\s++|The\s++)?(?P<office>{_FOR_NOW}(?:{_RANK}|Head of [A-Z][\w ]+|Director of [A-Z][\w ]+|"
    r"Chief Executive))\Z"
)
