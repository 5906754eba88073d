"""What the rules say, marked for translation by their codes: the sentences are docstrings, which no tool reads.

A test says which are missing or left over (tests/i18n/test_rules.py).
"""

# ruff: noqa: E501 (a sentence is one string)
from django.utils.translation import pgettext_lazy as _

SENTENCES = {
    "ACCESS-01": _("ACCESS-01", "Whoever decides who may see a record says why."),
    "ACCESS-02": _(
        "ACCESS-02", "At least two people stay admitted to a locked or invisible record, with no end to it."
    ),
    "ACCESS-03": _("ACCESS-03", "The person whom others ask about a locked record is one who may see it."),
    "ACCESS-04": _(
        "ACCESS-04",
        "A person is admitted only where their role has to do with records of this type, and who is not excluded.",
    ),
    "ACCESS-05": _(
        "ACCESS-05", "Somebody else excludes an officer, so that it is known and the record is in other hands."
    ),
    "ACCESS-06": _("ACCESS-06", "An admission that ends, ends in the future."),
    "ACCESS-07": _("ACCESS-07", "Whoever opens a record in an emergency writes why, before it opens."),
    "ACCESS-08": _("ACCESS-08", "Whoever reviews an emergency access says whether it was proper, and what they found."),
    "ACCESS-10": _("ACCESS-10", "A record that is shut because it tells of another one is opened by opening that one."),
    "BOARD-01": _("BOARD-01", "A body has the name it is known by."),
    "BOARD-02": _("BOARD-02", "A body has a day on which it was set up, and ends after it."),
    "BOARD-03": _("BOARD-03", "A meeting has a place where people can go."),
    "BOARD-04": _("BOARD-04", "A meeting has a day, and the body stood on it."),
    "BOARD-05": _("BOARD-05", "A meeting is held on its day or said to have been held after it, never before."),
    "BOARD-06": _("BOARD-06", "An item has a title and a resolution its words."),
    "BOARD-10": _("BOARD-10", "A paper quotes a figure that measures knows for that month."),
    "BOARD-11": _("BOARD-11", "A paper quotes only figures that say how far they can be trusted."),
    "BOARD-12": _("BOARD-12", "A withheld figure is not quoted."),
    "BOARD-13": _("BOARD-13", "A published paper has at least one paragraph that everybody may read."),
    "BOARD-14": _("BOARD-14", "No figure is published that was withheld since it was quoted."),
    "BOARD-15": _(
        "BOARD-15",
        "A figure that changed since it was quoted is published only when somebody has read the words again.",
    ),
    "BOARD-16": _("BOARD-16", "A figure that cannot be read again is published as last read only with a reason."),
    "BOARD-17": _("BOARD-17", "A published paper is corrected only with a reason that everybody reads."),
    "BOARD-18": _(
        "BOARD-18",
        "Numbers that the words state of a change agree within their rounding, or somebody says why they differ.",
    ),
    "BOARD-20": _("BOARD-20", "An action has one owner, who works for the force."),
    "BOARD-21": _("BOARD-21", "An action has a due date, which lies after the meeting."),
    "BOARD-22": _("BOARD-22", "An action says in words what is to be done."),
    "BOARD-23": _("BOARD-23", "A line of progress has words."),
    "BOARD-24": _("BOARD-24", "Only the owner or the body's clerk says how an action is going."),
    "BOARD-25": _(
        "BOARD-25",
        "Only the owner closes an action; one without an owner in the force is closed by minutes that say it is done.",
    ),
    "BOARD-26": _(
        "BOARD-26", "An action is closed only with evidence: a record, or words that say where the proof is."
    ),
    "BOARD-30": _("BOARD-30", "Minutes are those of a named body."),
    "BOARD-31": _("BOARD-31", "Minutes are those of one day; a date without a year is no day."),
    "BOARD-32": _("BOARD-32", "A meeting that has not been held yet has decided nothing."),
    "BOARD-33": _("BOARD-33", "What minutes report on are actions of the same body."),
    "BOARD-34": _("BOARD-34", "An action is given to somebody who works for the force; from then on it has an owner."),
    "BOARD-35": _(
        "BOARD-35",
        "A due date does not lie before the meeting that set the action; once there is one, it is moved and never lost.",
    ),
    "BOARD-36": _("BOARD-36", "Whoever assigns an action gives it an owner or a date that it did not have."),
    "BOARD-37": _("BOARD-37", "An aspiration is in one of the measures that can be read here."),
    "BOARD-38": _(
        "BOARD-38",
        "A rank is a whole number from 1; a change and a figure of its own need a number; the others take none.",
    ),
    "BOARD-39": _("BOARD-39", "Where nothing is aimed at, everybody can read why."),
    "BOARD-40": _("BOARD-40", "The owner works for the force and is not of the body."),
    "CORRECT-01": _(
        "CORRECT-01", "What was learnt since is named: what it is, from where, since when, and what it says."
    ),
    "CORRECT-02": _(
        "CORRECT-02",
        "Information was obtained, a crime taken over and the victim told after the crime and not after today.",
    ),
    "CORRECT-03": _(
        "CORRECT-03", "The victim is told of a cancellation, and of another class that rests on new information."
    ),
    "CORRECT-04": _("CORRECT-04", "A crime that is part of another is cancelled only while that other one counts."),
    "CORRECT-05": _(
        "CORRECT-05",
        "Self-defence cancels the offences of violence for which the rules allow it; another is explained.",
    ),
    "CORRECT-06": _("CORRECT-06", "A reclassification gives the crime another class, and says why."),
    "CORRECT-07": _("CORRECT-07", "Whoever takes a finalised or cancelled crime up again says why."),
    "CORRECT-08": _(
        "CORRECT-08", "A crime of a force that works elsewhere leaves the count once that force has taken it over."
    ),
    "TRANSFER-01": _("TRANSFER-01", "A crime is offered to one other force, in which somebody can answer."),
    "TRANSFER-02": _(
        "TRANSFER-02",
        "A transfer rests on information that somebody can check, and says why the crime is the other force's.",
    ),
    "TRANSFER-03": _(
        "TRANSFER-03",
        "The force in whose area a crime happened records it; one whose place lies at home is offered with a reason.",
    ),
    "TRANSFER-04": _("TRANSFER-04", "The officer who investigates a crime does not offer it to another force."),
    "TRANSFER-05": _("TRANSFER-05", "A crime is offered to one force at a time."),
    "TRANSFER-06": _("TRANSFER-06", "A locked or invisible crime is opened before it is offered."),
    "TRANSFER-07": _("TRANSFER-07", "Homicide and rape pass from force to force by their crime registrars alone."),
    "TRANSFER-08": _(
        "TRANSFER-08", "Information was obtained, and the victim told, after the crime and not after today."
    ),
    "TRANSFER-09": _("TRANSFER-09", "The victim is told which force has their crime now."),
    "TRANSFER-10": _("TRANSFER-10", "Whoever accepts a crime gives it to an investigator of their own force."),
    "TRANSFER-11": _("TRANSFER-11", "Whoever refuses a crime, or withdraws an offer, says why."),
    "VOCAB-01": _(
        "VOCAB-01",
        "Whoever proposes a change of the vocabulary says what is to change, and whoever asks or refuses says why.",
    ),
    "VOCAB-02": _(
        "VOCAB-02", "A new keyword has a short name that no other keyword has or had, and belongs to a group."
    ),
    "VOCAB-03": _("VOCAB-03", "Another word, or an end, is for a keyword that is in use."),
    "VOCAB-04": _("VOCAB-04", "Words that suggest a keyword are words that do not suggest it yet."),
    "VOCAB-05": _("VOCAB-05", "The same change is proposed once; while it waits, others read that proposal."),
    "VOCAB-06": _(
        "VOCAB-06", "A change of the vocabulary holds from today or a later day: what is older keeps its keywords."
    ),
    "VOCAB-07": _(
        "VOCAB-07", "A flag that is counted nationally ends only when it is said how that is counted from then on."
    ),
    "VOCAB-08": _(
        "VOCAB-08",
        "A change holds for every force: they have fourteen days to read it, or it is said why it cannot wait.",
    ),
    "VOCAB-09": _("VOCAB-09", "Only whoever made a proposal withdraws it; others refuse it with a reason."),
    "AMEND-01": _("AMEND-01", "Whoever corrects an answer of a recorded crime says why."),
    "AMEND-02": _("AMEND-02", "A correction changes at least one answer."),
    "AMEND-03": _("AMEND-03", "Once a crime has an outcome, only those who decide on recording correct its answers."),
    "AMEND-04": _("AMEND-04", "Only somebody who is linked with a crime in a part is taken off it."),
    "AMEND-05": _("AMEND-05", "A class that is counted by victim keeps one, or it is said why not."),
    "COUNT-01": _("COUNT-01", "As many crimes are recorded as the rule of the class proposes, or it is said why not."),
    "COUNT-02": _("COUNT-02", "One report makes at least one crime and no more than twenty at once."),
    "COUNT-03": _(
        "COUNT-03", "A sequence between the same people that is reported together is one crime, or it is said why not."
    ),
    "COUNT-04": _(
        "COUNT-04", "Of several offences in one incident the gravest is counted, or it is said why another is."
    ),
    "COUNT-06": _("COUNT-06", "An offence is added once, and it is said how it became known."),
    "COUNT-07": _(
        "COUNT-07",
        "Only an offence that is kept with a crime is taken off it, and it is said why; it stays in the history.",
    ),
    "COUNT-05": _(
        "COUNT-05",
        "An offence that is kept with a crime and not counted stands in the list and is not the crime itself.",
    ),
    "COURT-01": _(
        "COURT-01", "A court's result is of a crime that was charged, or taken into consideration with one that was."
    ),
    "COURT-02": _("COURT-02", "A court's result is one of the listed ones, and names the court."),
    "COURT-03": _("COURT-03", "A court decides after the charge, and not after today."),
    "CRIME-01": _("CRIME-01", "A crime is recorded under a class that could be chosen on the day it was committed."),
    "CRIME-02": _("CRIME-02", "A crime is recorded when every step of the recording decision leads to it."),
    "CRIME-03": _("CRIME-03", "Every step of the recording decision is answered and kept."),
    "CRIME-04": _("CRIME-04", "A crime is committed before it is reported, and reported before now."),
    "CRIME-05": _("CRIME-05", "A crime is recorded within 24 hours of its report, or it is said why not."),
    "CRIME-06": _("CRIME-06", "A crime has a summary of what happened."),
    "CRIME-07": _("CRIME-07", "A recorded crime may be cancelled only with a listed reason and a written rationale."),
    "CRIME-08": _("CRIME-08", "A class that is counted by victim has one, or it is said why not."),
    "CRIME-09": _("CRIME-09", "The officer who investigates a crime neither reclassifies nor cancels it."),
    "DECISION-01": _(
        "DECISION-01", "A report is kept without a crime only when a step of the recording decision says so."
    ),
    "DECISION-02": _("DECISION-02", "The answer that stops the recording has a rationale."),
    "DECISION-03": _("DECISION-03", "A report was made before now."),
    "EDITION-01": _("EDITION-01", "An edition is of a known table, and has its columns and at least one row."),
    "EDITION-02": _("EDITION-02", "Every row of an edition has a code of its own, and values that can be read."),
    "EDITION-03": _("EDITION-03", "An edition says from where it comes."),
    "EDITION-04": _("EDITION-04", "A table changes once on a day; an edition is never overwritten."),
    "EDITION-05": _(
        "EDITION-05", "An edition that begins in the past changes the rules of what was recorded since; it is said why."
    ),
    "EDITION-06": _(
        "EDITION-06", "A code that was in use stays in the table, if only as one that can no longer be chosen."
    ),
    "EDITION-07": _(
        "EDITION-07", "A list that is one for all forces is loaded with their agreement; it is said who agreed."
    ),
    "ENTRY-01": _("ENTRY-01", "A crime is recorded here when it happened in England or Wales."),
    "ENTRY-02": _(
        "ENTRY-02", "The number of a payment card does not stand in a narrative unless somebody says why it must."
    ),
    "ENTRY-03": _(
        "ENTRY-03", "A password, PIN or security code does not stand in a narrative unless somebody says why it must."
    ),
    "ENTRY-04": _("ENTRY-04", "A narrative has at most 4,000 characters; what is longer is attached as a file."),
    "ENTRY-05": _(
        "ENTRY-05",
        "A postcode is one of the United Kingdom, whole or its first half; anything else stands with a reason.",
    ),
    "FLAG-01": _("FLAG-01", "A crime flagged as domestic abuse says what victim and suspect are to each other."),
    "FLAG-02": _("FLAG-02", "A racially or religiously aggravated crime is flagged with its strand of hate."),
    "FLAG-03": _("FLAG-03", "A crime flagged with a weapon says which weapon it was."),
    "FLAG-04": _(
        "FLAG-04",
        "Violence between partners, former partners or family is flagged as domestic abuse, or it is said why not.",
    ),
    "FLAG-05": _("FLAG-05", "A keyword is one of the vocabulary that is in use on the day."),
    "FLAG-06": _("FLAG-06", "Only a keyword that is on a crime is taken off it."),
    "FLAG-07": _("FLAG-07", "A keyword that follows from what is recorded stays as long as that does."),
    "FLAG-08": _("FLAG-08", "Whoever takes a keyword off a crime says why it does not belong there."),
    "IMPORTED-01": _(
        "IMPORTED-01", "A crime from another system has a class in that system's words, or its number there."
    ),
    "IMPORTED-02": _("IMPORTED-02", "A crime from another system did not happen after the day it is brought in."),
    "IMPORTED-03": _(
        "IMPORTED-03", "A crime of another system that is restricted is not recorded here before that is lifted."
    ),
    "IMPORTED-11": _("IMPORTED-11", "Its Home Office class is not known: the words of another system are no class."),
    "IMPORTED-12": _("IMPORTED-12", "When it was reported, and when it was recorded there, is not known."),
    "IMPORTED-13": _("IMPORTED-13", "Nobody took the recording decision here, step by step."),
    "IMPORTED-14": _("IMPORTED-14", "Without a victim it cannot be said how many crimes it counts as."),
    "IMPORTED-15": _("IMPORTED-15", "Who is named without a part is not taken for a suspect."),
    "IMPORTED-16": _(
        "IMPORTED-16", "An outcome in other words is none of the national ones until somebody says which."
    ),
    "IMPORTED-17": _("IMPORTED-17", "The class that may be chosen depends on the day."),
    "INVOLVED-01": _("INVOLVED-01", "Nobody is victim and suspect of one crime; who accuses each other are so in two."),
    "LOCATION-01": _("LOCATION-01", "A location has an address, or words by which somebody could find it."),
    "LOCATION-02": _("LOCATION-02", "Latitude and longitude are both given, or neither, and lie on the globe."),
    "LOG-01": _("LOG-01", "A log says what was told to us."),
    "LOG-02": _("LOG-02", "A contact was received before now."),
    "LOG-03": _("LOG-03", "A log is opened under a code that was in use on the day."),
    "LOG-04": _(
        "LOG-04", "A log has one of the grades that the force uses; a call may be taken first and graded after."
    ),
    "LOG-05": _("LOG-05", "Whoever changes a grade says why."),
    "LOG-06": _(
        "LOG-06", "Vulnerability that could not be assessed has a reason, and somebody is asked to assess it later."
    ),
    "LOG-07": _("LOG-07", "A log closes only when vulnerability was assessed, or could not be and it is said why."),
    "LOG-08": _("LOG-08", "An assessment of vulnerability says whether anybody is vulnerable."),
    "LOG-09": _("LOG-09", "The questions that are asked at every contact have been asked before a log is closed."),
    "LOG-10": _("LOG-10", "A log closes only when it is decided whether it is a crime."),
    "LOG-11": _("LOG-11", "Whoever decides that no crime is recorded says why."),
    "LOG-12": _("LOG-12", "A log closes under a code that is in use on the day."),
    "LOG-13": _("LOG-13", "The closing code does not say the opposite of the decision about crime."),
    "LOG-14": _("LOG-14", "Whoever is sent is named, as a unit or an officer."),
    "LOG-15": _("LOG-15", "A line of a log says something."),
    "LOG-16": _("LOG-16", "Whoever grades a log chooses a grade."),
    "MANDATORY-01": _("MANDATORY-01", "Only a mandatory field can be retired, and once."),
    "MANDATORY-02": _("MANDATORY-02", "A field that a rule looks at stays mandatory."),
    "MANDATORY-03": _(
        "MANDATORY-03", "A field that somebody uses is retired only when it is said how they do without."
    ),
    "MANDATORY-04": _("MANDATORY-04", "Whoever retires a field or demands it again says why."),
    "MARKER-01": _("MARKER-01", "A warning is of one of the kinds that are in use today."),
    "MARKER-02": _("MARKER-02", "Whoever adds, keeps or ends a warning says what it rests on."),
    "MARKER-03": _(
        "MARKER-03", "A warning holds until a day within the next twelve months, and is reviewed before it."
    ),
    "MARKER-04": _("MARKER-04", "A record carries one live warning of each kind; more is known by reviewing it."),
    "MARKER-05": _(
        "MARKER-05", "A warning that was ended is not taken up again: a new one says anew what it rests on."
    ),
    "NAME-01": _("NAME-01", "Another name has a surname or first names, no longer than a name may be."),
    "NAME-02": _(
        "NAME-02",
        "The days on which another name was first and last used are in that order, and the first is not to come.",
    ),
    "NAME-03": _("NAME-03", "A person has at most twenty other names."),
    "ORGANISATION-01": _("ORGANISATION-01", "An organisation has the name by which people know it."),
    "OUTCOME-01": _(
        "OUTCOME-01", "A crime is finalised with a national outcome that is in force that day; type 0 is not one."
    ),
    "OUTCOME-02": _("OUTCOME-02", "An outcome that says what was done about a suspect needs one linked to the crime."),
    "OUTCOME-03": _(
        "OUTCOME-03", "Outcomes 14 and 18 say that no suspect was identified; a linked suspect is explained."
    ),
    "OUTCOME-04": _("OUTCOME-04", "Outcome 11 is for a suspect who was under ten years old when it happened."),
    "OUTCOME-05": _("OUTCOME-05", "Outcome 19 is given by the fraud bureau alone."),
    "OUTCOME-06": _("OUTCOME-06", "Whoever finalises a crime says why this outcome is right."),
    "OUTCOME-07": _(
        "OUTCOME-07", "A child who was under ten is neither charged nor cautioned, and makes no community resolution."
    ),
    "OUTCOME-08": _("OUTCOME-08", "Where several suspects are linked, the outcome says of which of them it is."),
    "OUTCOME-09": _(
        "OUTCOME-09",
        "An outcome that depends on the suspect's age needs their date of birth, or it is said how the age is known.",
    ),
    "OUTCOME-10": _("OUTCOME-10", "A youth caution is for a suspect of 10 to 17 on the day on which it is given."),
    "OUTCOME-11": _(
        "OUTCOME-11",
        "An adult caution, a penalty notice and a cannabis warning are for a suspect of 18 or over on that day.",
    ),
    "OUTCOME-12": _(
        "OUTCOME-12",
        "A caution, a crime taken into consideration and a community resolution need the suspect's admission.",
    ),
    "OUTCOME-13": _("OUTCOME-13", "A youth caution is given in the presence of an appropriate adult."),
    "OUTCOME-14": _(
        "OUTCOME-14",
        "Outcome 9 is decided by the Crown Prosecution Service, 10 and 21 by the police; others say who decided.",
    ),
    "OUTCOME-15": _(
        "OUTCOME-15",
        "An adult caution for what only the Crown Court tries is authorised by the Crown Prosecution Service.",
    ),
    "OUTCOME-16": _(
        "OUTCOME-16",
        "Outcomes 14 and 16 say that the victim does not support action, 15 that they do; for 8 they were asked.",
    ),
    "OUTCOME-17": _("OUTCOME-17", "For outcomes 14, 20 and 21 the victim was spoken to, on a day that is recorded."),
    "OUTCOME-18": _("OUTCOME-18", "An outcome that rests on a paper, an agreement, a body or an activity names it."),
    "OUTCOME-19": _("OUTCOME-19", "The day of a charge, caution, notice or activity lies between the crime and today."),
    "OUTCOME-20": _("OUTCOME-20", "Outcome 17 is for an offence with a time limit, once that has run out."),
    "OUTCOME-21": _("OUTCOME-21", "Where no limit is known for the whole class, outcome 17 says which limit it was."),
    "OUTCOME-22": _("OUTCOME-22", "A charge after the time limit of a summary offence is explained."),
    "OUTCOME-23": _("OUTCOME-23", "A cannabis or khat warning is for possession of cannabis or khat."),
    "OUTCOME-24": _("OUTCOME-24", "Outcome 18 is given when every line of enquiry is closed."),
    "OUTCOME-25": _(
        "OUTCOME-25",
        "Outcome 21 is unusual for domestic abuse, hate and crime that concerns children; it is said why it is right.",
    ),
    "OUTCOME-26": _("OUTCOME-26", "The suspect of whom an outcome is, is no victim of the same crime."),
    "PAIR-01": _(
        "PAIR-01",
        "A decided pair comes back only when what identifies either person has changed, or its score has risen far.",
    ),
    "PAIR-02": _(
        "PAIR-02",
        "Nothing links by itself where either person carries a warning, a restriction, intelligence or custody.",
    ),
    "PAIR-03": _(
        "PAIR-03",
        "Pairs link by themselves only in a band that the force has switched on, and measured right in 995 of 1,000.",
    ),
    "PAIR-04": _(
        "PAIR-04", "Two records link by themselves only with one first name and one date of birth, both known of both."
    ),
    "PAIR-05": _("PAIR-05", "A pair that somebody has decided, taken back or left unsure does not link by itself."),
    "PERSON-01": _("PERSON-01", "A person has a surname, or the one name they use."),
    "PERSON-02": _("PERSON-02", "A date of birth lies in the past and within the last 120 years."),
    "PERSON-03": _(
        "PERSON-03",
        "Somebody very like a person on record is recorded only with a listed reason why it is another person.",
    ),
    "QUEUE-01": _("QUEUE-01", "A correction gives the crime another class than it has."),
    "QUEUE-02": _("QUEUE-02", "Whoever returns a record says what the officer is to correct."),
    "QUEUE-03": _(
        "QUEUE-03",
        "A decision is undone by the person who made it, within ten minutes, and before the officer has answered.",
    ),
    "VEHICLE-01": _("VEHICLE-01", "A vehicle has a registration, or at least a make, a model or a colour."),
}
