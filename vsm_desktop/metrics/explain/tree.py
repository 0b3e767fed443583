"""The explanation of a result: its formula in words and its terms, down to what is entered on the map."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from math import fsum, isclose
from typing import Any

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.metrics.explain.explanation import AT_LEAST, Explanation
from vsm_desktop.metrics.explain.formula import Formula, formula_of
from vsm_desktop.metrics.explain.own import Made, made_of, own_title, parted
from vsm_desktop.metrics.explain.parts import AT_LEAST_KEYS, CONSTANT_FROM, TOTAL_OF
from vsm_desktop.metrics.explain.plant import UNIT_OF, Planted, input_key
from vsm_desktop.metrics.explain.record import Recorded, is_input, the_input
from vsm_desktop.metrics.explain.traced import Origin, Traced
from vsm_desktop.metrics.explain.words import CHOICES, OPTION_TITLE, TITLE, UNITS, conventions_of
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Result, Scalar
from vsm_desktop.metrics.splits import label
from vsm_desktop.model.display import typed_out
from vsm_desktop.model.fields import Field, fields_of
from vsm_desktop.model.flows import FlowBase
from vsm_desktop.model.names import names_of
from vsm_desktop.model.nodes import Node, Process
from vsm_desktop.model.own import value_at
from vsm_desktop.model.provenance import in_words
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import ValueStream

_BASE_UNIT = UNIT_OF | {"count": "1"}
_NOT_ENTERED = _("It is not entered.")


class NoSuchKey(KeyError):
    """No result of the map has this key; the message says which ones are near."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Explainer:
    """Explains the results of one state; what several of them are made from is explained once."""

    def __init__(self, stream: ValueStream, state_id: str = "") -> None:
        self.state = stream.state(state_id)
        self._names = names_of(self.state)
        self.calendar = stream.calendar_of(self.state)
        self.report = measure(stream, self.state.id)
        self._elements: dict[str, Node | FlowBase] = {e.id: e for e in (*self.state.nodes, *self.state.flows)}
        self._own = (stream.own_fields, stream.own_totals)
        self._run = Recorded(Planted(self.state, self.calendar, self._own[0]), self.state.id, self._own)
        self._filled: Recorded | None = None
        self._made: dict[tuple[bool, str], Explanation] = {}

    def results(self) -> list[str]:
        """Everything that `metrics --json` reports, by the keys of its explanations."""
        found = list(self.report.metrics)
        return found + [f"{key}.{step.id}" for step in self.report.steps for key in step.metrics]

    def explain(self, key: str) -> Explanation:
        """The explanation of a result or an input. Raises NoSuchKey."""
        if self._result(key) is None:
            if number := self._run.planted.inputs.get(key):
                return self._input(number)
            if key not in self._run.found:
                raise NoSuchKey(self._unknown(key))
        return self._of(key, self._run)

    def total(self, title: str, keys: Sequence[str]) -> Explanation:
        """Several results of one unit added up, as a rung of the ladder does; unknown ones count as 0, "at least"."""
        terms = tuple(self.explain(key) for key in keys)
        known = [float(term.value) for term in terms if isinstance(term.value, int | float)]
        formula = Formula((("+", tuple(("term", i) for i in range(len(terms)))),))
        return Explanation(
            key="+".join(keys),
            title=title,
            value=fsum(known) if known else None,
            unit=terms[0].unit,
            formula=formula.words([self._name(term, ()) for term in terms], [term.title for term in terms]),
            terms=terms,
            reason=next((term.reason for term in terms if term.reason), "")
            if not known
            else AT_LEAST
            if len(known) < len(terms)
            else "",
            ids=tuple(id_ for term in terms for id_ in term.ids),
            conventions=terms[0].conventions,
            steps=formula,
        )

    def uses(self, key: str) -> tuple[Explanation, ...]:
        """The results an input counts in: those of its own step, then those of the map."""
        _name, _dot, id_ = key.partition(".")
        own = [one for one in self.results() if id_ and one.endswith(f".{id_}")]
        others = [one for one in self.report.metrics if one not in own]
        reached: dict[str, bool] = {}
        return tuple(
            self.explain(one) for one in (*own, *others) if self._rests_on(self.explain(one), key, reached)
        )

    def _rests_on(self, one: Explanation, key: str, reached: dict[str, bool]) -> bool:
        if one.key == key:
            return True
        if one.key not in reached:
            reached[one.key] = False
            reached[one.key] = any(self._rests_on(term, key, reached) for term in one.terms)
        return reached[one.key]

    def _unknown(self, key: str) -> str:
        near = get_close_matches(key, [*self.results(), *self._run.planted.inputs], 3, 0.5)
        message = _('No result is called "{key}".').format(key=key)
        return f"{message} " + _("Try {near}.").format(near=_(" or ").join(near)) if near else message

    def _result(self, key: str) -> Result | None:
        """What the map reports under a key."""
        if key in self.report.metrics:
            return self.report.metrics[key]
        metric, _dot, id_ = key.partition(".")
        step = self.report.step(id_) if id_ else None
        return step.metrics.get(metric) if step else None

    @property
    def _with_all(self) -> Recorded:
        """The run in which a number stands for each missing input."""
        if self._filled is None:
            planted = Planted(self.state, self.calendar, self._own[0], filled=True)
            self._filled = Recorded(planted, self.state.id, self._own)
        return self._filled

    def _of(self, key: str, run: Recorded) -> Explanation:
        """The explanation by one run; what is known needs nothing to stand in for it, unless it is a part only."""
        if run.planted.filled and not isinstance(self._run.found.get(key), Why | None):
            run = self._run
        made = self._made.get((run.planted.filled, key))
        if made is None:
            made = self._part(key) or self._make(key, run)
            self._made[run.planted.filled, key] = made
        return made

    def _part(self, key: str) -> Explanation | None:
        """A total of what is known, with what is missing among its terms (5.10)."""
        if key not in AT_LEAST_KEYS or not self.report.metrics["missing"].value:
            return None
        made = self._make(key, self._with_all)
        made = replace(made, reason=made.reason or AT_LEAST)
        again = made.added_again()
        whole = (
            again is not None and isinstance(made.value, float) and isclose(again, made.value, abs_tol=1e-12)
        )
        return made if whole else None  # with a number for what is missing another branch may be the longest

    def _make(self, key: str, run: Recorded) -> Explanation:
        result = self._result(key)
        metric, id_ = parted(key)
        element = self._elements.get(id_)
        found = run.found.get(key)
        value = result.value if result else self._known(found)
        cause = self._run.found.get(key)
        base = Explanation(
            key=key,
            title=TITLE.get(metric) or own_title(metric, self._own) or metric,
            value=value,
            unit=result.unit if result else UNITS.get(metric, ""),
            formula="",
            reason=result.reason if result else str(cause) if isinstance(cause, Why) else "",
            ids=(id_,) if element is not None else (),
            where=(self._called(id_),) if element is not None else (),
            conventions=conventions_of(key),
            at_least=self._at_least(key) if value is None else None,
        )
        if metric in ("bottleneck", "critical_path", "missing", "ca_coverage"):
            return self._chosen(base, run)
        if not isinstance(found, Traced) and (made := self._made_of(key)) is not None:
            return self._by_names(base, made)
        if found is None or isinstance(found, Why):
            return self._without_formula(base) if run.planted.filled else self._of(key, self._with_all)
        if isinstance(found, Traced):
            return self._calculated(base, found, run)
        return self._without_formula(base)

    def _at_least(self, key: str) -> float | None:
        """What is known of the lead time, where it is not known as a whole (5.10)."""
        days, day_s = self.report.number("lead_time_known_days"), self.report.day_s
        if not days or key not in ("lead_time_days", "lead_time_s"):
            return None
        return days if key == "lead_time_days" else days * day_s if day_s else None

    def _known(self, found: Scalar) -> Scalar:
        if isinstance(found, Why) or (isinstance(found, Traced) and _stands_in(found)):
            return None
        return float(found) if isinstance(found, Traced) else found

    # by a formula

    def _calculated(self, base: Explanation, number: Traced, run: Recorded) -> Explanation:
        name = run.names.get(id(number), base.key)
        if is_input(number):
            formula, numbers = Formula(), [number]
        elif name != base.key:  # the same number by another name: it is made the same way
            same = self._of(name, run)
            return replace(base, formula=same.formula, terms=same.terms, steps=same.steps)
        else:
            formula, numbers = formula_of(
                number, lambda part: part is not number and (is_input(part) or id(part) in run.names)
            )
        terms = tuple(self._term(part, run) for part in numbers)
        names = [self._name(term, base.ids) for term in terms]
        words = formula.words(names, [term.title for term in terms])
        if base.value is None and not base.ids and all(term.value is not None for term in terms):
            # what it lacks is none of its terms, such as a C/T where only waits count
            terms += self._of("missing", self._run).terms
        return replace(base, terms=terms, formula=words, steps=formula)

    def _term(self, number: Traced, run: Recorded) -> Explanation:
        return self._input(number) if is_input(number) else self._of(run.names[id(number)], run)

    def _name(self, term: Explanation, home: tuple[str, ...]) -> str:
        """A term in a formula: by its title, and where it stands if that is elsewhere."""
        elsewhere = term.where and term.ids != home
        return f"{term.title} ({', '.join(term.where)})" if elsewhere else term.title

    def _called(self, id_: str) -> str:
        """What an element is called: a step by its name, an arrow by its two ends."""
        element = self._elements[id_]
        if isinstance(element, FlowBase):
            return f"{self._called(element.source)} → {self._called(element.target)}"
        return label(element)

    def _input(self, number: Traced) -> Explanation:
        origin = the_input(number).args[0]
        assert isinstance(origin, Origin)
        field, typed = self._names.row(origin.field), origin.typed
        unit = _BASE_UNIT[field.dimension or "count"]
        if typed is not None and number.op == "input":
            unit = "1" if typed.unit == "x" else typed.unit
        elif typed is not None and typed.in_calendar_units and field.dimension == "time":
            unit = "day"
        value: Scalar = float(number) if not origin.stands_in else None if typed is None else 0.0
        return Explanation(
            key=input_key(origin),
            title=f"{field.title}: {origin.part}" if origin.part else field.title,
            value=value,
            unit=unit,
            formula="",
            reason=_NOT_ENTERED if typed is None else "",
            ids=(origin.element,) if origin.element else (),
            where=(self._called(origin.element),) if origin.element else (),
            typed=typed_out(typed) if typed else "",
            source=in_words(typed.source, typed.known_unit.shown) if typed and typed.source else "",
        )

    # without one

    def _chosen(self, base: Explanation, run: Recorded) -> Explanation:
        """Results that name steps: what they were chosen by."""
        metric, ids = base.key, self._listed(base.value)
        if metric == "bottleneck":
            by, processes = run.ranked()
            terms = [f"{by}.{id_}" for id_ in processes]
            words = _("the process with the highest {metric}; of equals the first in the flow")
            words, ids = words.format(metric=TITLE[by]), self._listed(base.value and (base.value,))
        elif metric == "critical_path":
            steps = {step.id: step for step in self.report.steps}
            terms = [
                f"{key}.{id_}"
                for id_ in ids
                for key in ("wait_days", "processing_s")
                if key in steps[id_].metrics
            ]
            words = _("of branches that are all needed the longest; of routes every one; rework once")
        elif metric == "missing":
            terms = [f"wait_days.{id_}" for id_ in ids]
            words = (
                _("steps on the ladder without a time") if ids else _("every step on the ladder has a time")
            )
        else:
            inputs = tuple(self._accuracy(step.id) for step in self.report.steps if step.kind == "process")
            return replace(base, terms=inputs, formula=_("processes with %C&A or first pass yield, of all"))
        where = tuple(self._called(id_) for id_ in ids)
        terms_ = tuple(self._of(term, run) for term in terms)
        return replace(base, terms=terms_, formula=words, ids=ids, where=where)

    def _made_of(self, key: str) -> Made | None:
        """What a result a user defined is made from, where it is no number that remembers."""
        if not any(self._own):
            return None
        nodes = {node.id: node for node in self.state.nodes}
        return made_of(key, self._own, nodes, self.report)

    def _by_names(self, base: Explanation, made: Made) -> Explanation:
        terms = [
            self._of(t, self._run) if isinstance(t, str) else self._field(t[0], t[1]) for t in made.terms
        ]
        return replace(base, terms=tuple(terms), formula=made.words)

    def _listed(self, value: Any) -> tuple[str, ...]:
        return tuple(id_ for id_ in value or () if id_ in self._elements)

    def _accuracy(self, id_: str) -> Explanation:
        inputs = self._run.planted.inputs
        number = (
            inputs.get(f"ca.{id_}") or inputs.get(f"fpy.{id_}") or self._with_all.planted.inputs[f"ca.{id_}"]
        )
        return self._input(number)

    def _without_formula(self, base: Explanation) -> Explanation:
        """A constant, or nothing that could be computed: the inputs at the symbols that are to blame."""
        if base.value is not None:
            words = _("nothing entered adds to it") if not base.value else _("a fixed value")
            return replace(base, terms=self._entered_for(base), formula=words)
        if terms := self._entered_for(base):
            return replace(base, terms=terms, formula=_("not computable"))
        blamed = [p for p in self.report.problems if p.severity == "error" and p.message in base.reason]
        blamed = blamed or [p for p in self.report.problems if p.severity == "error"]
        ids = tuple(dict.fromkeys(id_ for problem in blamed for id_ in problem.ids if id_ in self._elements))
        around = {e.id for e in self.state.flows if e.source in ids or e.target in ids}.union(ids)
        inputs = [n for n in self._run.planted.inputs.values() if n.args[0].element in around]
        terms = tuple(self._input(number) for number in inputs)
        return replace(base, terms=terms, formula=_("not computable"), ids=ids or base.ids)

    def _entered_for(self, base: Explanation) -> tuple[Explanation, ...]:
        """What could be entered to make another number of a constant."""
        metric, _dot, id_ = base.key.partition(".")
        if metric == "day_s":
            base_ = self.state.options.day_base
            title = dict(CHOICES["day_base"])[base_]
            return (Explanation("day_base", OPTION_TITLE["day_base"], base_, "", "", typed=title),)
        if metric in ("va_time_s", "nnva_time_s", "nva_time_s"):
            processes = [node for node in self.state.nodes if isinstance(node, Process)]
            return tuple(self._class(node) for node in processes)
        if base.value is not None and not id_ and (parts := TOTAL_OF.get(metric)):
            steps = [step for step in self.report.steps if step.on_ladder]
            keys = [f"{part}.{step.id}" for step in steps for part in parts if part in step.metrics]
            return tuple(self._of(key, self._run) for key in keys)
        fields = CONSTANT_FROM.get(metric, ())
        return tuple(
            self._field(node.id, field)
            for node in self.state.nodes
            if node.id == id_
            for field in fields_of(node.kind)
            if field.key in fields
        )

    def _class(self, process: Process) -> Explanation:
        value = process.va or "VA"
        return Explanation(
            f"va.{process.id}",
            _("Value class"),
            value,
            "",
            "",
            ids=(process.id,),
            typed=process.va or _("not classified"),
        )

    def _field(self, id_: str, field: Field) -> Explanation:
        """An input of an element, whether it is entered or not."""
        typed = value_at(self._elements[id_], field.key)
        origin = Origin(id_, field, typed if isinstance(typed, Quantity) else None)
        number = self._run.planted.inputs.get(input_key(origin))
        if number is None:
            origin.stands_in = True
            number = Traced(1.0, "input", origin)
        return self._input(number)


def _stands_in(number: Traced) -> bool:
    """Whether a number rests on an input that is missing."""
    todo: list[Traced] = [number]
    seen: set[int] = set()
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if one.op == "input":
            if one.args[0].stands_in:
                return True
            continue
        todo += [arg for arg in one.args if isinstance(arg, Traced)]
    return False


def explain(stream: ValueStream, state_id: str, key: str) -> Explanation:
    """How one result of a state came about; keys as in `metrics --json`, with the element's id behind a dot.

    Raises NoSuchKey, and KeyError for a state the stream does not have.
    """
    return Explainer(stream, state_id).explain(key)
