"""Results: a figure judged against its own past, with how far to trust it; what pages and reports show."""

from polias.measures.results.confidence import Confidence, Grade, grade
from polias.measures.results.judgement import JudgedFigure, JudgedMonth, RuleName, judge
from polias.measures.results.sensitivity import could_be_seen
from polias.measures.results.together import Together, looked_together, what_stands

__all__ = [
    "Confidence",
    "Grade",
    "JudgedFigure",
    "JudgedMonth",
    "RuleName",
    "Together",
    "could_be_seen",
    "grade",
    "judge",
    "looked_together",
    "what_stands",
]
