"""allot: who gets the accelerators, when, and why. Simulates constrained GPU supply.

>>> import allot
>>> scenario = allot.Scenario.read("data/scenarios/minimal.json")
>>> answer = scenario.run(replications=100)
>>> answer["metrics"].row(entity="lab", metric="ordered_units")["unit"]
'GPUs'
"""

from . import _core
from ._answer import Answer, Rest, Statement, read_answer
from ._asked import Asked
from ._errors import (
    EnvironmentError,
    Error,
    InputError,
    Interrupted,
    Note,
    Problem,
    RequestError,
    TooMuch,
    UnknownName,
)
from ._fitting import fit
from ._rationing import ration
from ._scenario import Scenario
from ._studying import merge
from ._table import Table

__version__ = _core.version
__all__ = [
    "Answer",
    "Asked",
    "EnvironmentError",
    "Error",
    "InputError",
    "Interrupted",
    "Note",
    "Problem",
    "RequestError",
    "Rest",
    "Scenario",
    "Statement",
    "Table",
    "TooMuch",
    "UnknownName",
    "fit",
    "merge",
    "ration",
    "read_answer",
]
