"""Grades, incident codes and the questions about vulnerability, as dated reference data, scoped to a force."""

from polias.contact.reference.assessment import Heading, VulnerabilityQuestion, thrive_headings, vulnerability_questions
from polias.contact.reference.codes import IncidentCode, closing_codes, opening_codes, qualifiers
from polias.contact.reference.grades import ANY_FORCE, Grade, grades, grades_for

__all__ = [
    "ANY_FORCE",
    "Grade",
    "Heading",
    "IncidentCode",
    "VulnerabilityQuestion",
    "closing_codes",
    "grades",
    "grades_for",
    "opening_codes",
    "qualifiers",
    "thrive_headings",
    "vulnerability_questions",
]
