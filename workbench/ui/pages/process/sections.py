"""The parts of the step's form. Each is built when it is first unfolded, and filled anew for every step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from workbench.capture.days import read_day
from workbench.capture.names import KnownNames
from workbench.edits import Edit
from workbench.export.words import word
from workbench.model.process import Delegation, Step, StepDecision, StepKind
from workbench.model.project import Project
from workbench.model.volumes import Estimate, Source
from workbench.ui.look import Look
from workbench.ui.pages.process import typing
from workbench.ui.pages.process.boundary import BoundaryForm
from workbench.ui.pages.process.disagreements import Disagreements
from workbench.ui.pages.process.shown import Shown, ShownStep
from workbench.ui.pages.process.ways import Ways
from workbench.ui.widgets.fields import Choice, Drafts, Field, LongField, Tick, labelled
from workbench.ui.widgets.parts import Part, boxed, column, label


class Form:
    """What the parts share: the step that is shown, and how an edit is made. ``token`` merges typing."""

    def __init__(
        self,
        look: Look,
        project: Callable[[], Project],
        names: Callable[[], KnownNames],
        does: Callable[[Edit | None, str], bool],
        drafts: Drafts,
    ) -> None:
        self.look, self.texts = look, look.texts
        self.project, self.names, self._does, self.drafts = project, names, does, drafts
        self.shown: Shown | None = None
        self.step: ShownStep | None = None

    def do(self, edit: Edit | None) -> None:
        """Make an edit that stands for itself."""
        self._does(edit, "")

    def set(self, name: str, value: Any) -> None:
        """Give a field of the step another value (as JSON)."""
        if self.shown is not None and self.step is not None:
            edit = typing.step_change(self.shown.case_type, self.step.step, name, value)
            self._does(edit, f"{self.step.id}.{name}")

    def set_minutes(self, name: str, text: str) -> None:
        """Read ``text`` as minutes. Raises ProjectError where it is no time."""
        if self.shown is not None and self.step is not None:
            edit = typing.minutes_edit(self.shown.case_type, [self.step.step], name, text, self.texts)
            self._does(edit, f"{self.step.id}.{name}")


class Section:
    """A part of the form. ``fields`` are its widgets by the step's field they hold, once it is built."""

    holds: tuple[str, ...] = ()

    def __init__(self, form: Form) -> None:
        self.form, self.look, self.texts = form, form.look, form.texts
        self.fields: dict[str, QWidget] = {}

    def build(self) -> Sequence[Part]:
        """Make the widgets."""
        raise NotImplementedError

    def fill(self, shown: Shown, step: ShownStep) -> None:  # noqa: ARG002 - for parts that need more
        """Show ``step``."""
        for name in self.holds:
            field = self.fields.get(name)
            if isinstance(field, Field | LongField):
                field.place = f"case_types.steps/{step.id}/{name}"
                value = getattr(step.step, name, None)
                if isinstance(value, str):
                    field.show_value(value)

    def note(self, step: Step) -> str:  # noqa: ARG002 - for parts that have one
        """Return what stands beside the heading, also while the part is folded."""
        return ""

    def text(self, name: str, words: str, hint: str = "") -> Field:
        """Return a field of plain text."""
        return self.field(name, words, lambda typed: self.form.set(name, typed.strip()), hint)

    def field(self, name: str, words: str, takes: Callable[[str], None], hint: str = "") -> Field:
        """Return a field that ``takes`` what was typed."""
        made = Field(self.look, words, takes, hint)
        made.drafts = self.form.drafts
        self.fields[name] = made
        return made

    def choice(self, name: str, words: str, takes: Callable[[str], None]) -> Choice:
        """Return a field with a list."""
        made = Choice(self.look, words, takes)
        self.fields[name] = made
        return made


class WaysSection(Section):
    """Where the step goes on to, and the question that decides it."""

    holds = ("question", "flows")

    def build(self) -> Sequence[Part]:
        t = self.texts
        self.ways = Ways(self.look, self.form.do)
        self.fields["flows"] = self.ways.add
        words = t("Question that is decided here")
        return self.ways, labelled(self.look, words, self.text("question", words))

    def fill(self, shown: Shown, step: ShownStep) -> None:
        super().fill(shown, step)
        self.ways.show_step(shown.case_type, step)
        rows = self.ways.rows
        self.fields["flows"] = rows[0].target if rows else self.ways.add


class BoundarySection(Section):
    """The clauses that the step hands over by."""

    def build(self) -> Sequence[Part]:
        self.boundary = BoundaryForm(self.look, self.form.do)
        return (self.boundary,)

    def fill(self, shown: Shown, step: ShownStep) -> None:
        mine = [one for one in shown.clauses if one.source == step.id]
        self.boundary.show_clauses(shown.case_type, mine)


class TimeSection(Section):
    """When it is done and how long it takes: today and in customer service, with source and who said so."""

    holds = ("kind", "minutes_today", "minutes_in_customer_service")

    def build(self) -> Sequence[Part]:
        t = self.texts
        kind = self.choice("kind", t("When it is done"), lambda key: self.form.set("kind", key))
        self._read = {name: label(self.look, "", "caption", "text2", wraps=True) for name in self.holds[1:]}
        return (
            labelled(self.look, t("Done"), kind),
            self._estimate(
                "minutes_today",
                t("Minutes today"),
                t("Source of the minutes today"),
                t("Who said the minutes today"),
            ),
            self._estimate(
                "minutes_in_customer_service",
                t("Minutes in customer service"),
                t("Source of the minutes in customer service"),
                t("Who said the minutes in customer service"),
            ),
        )

    def _estimate(self, name: str, words: str, source_name: str, who_name: str) -> Part:
        t = self.texts
        minutes = self.field(
            name, words, lambda said: self.form.set_minutes(name, said), t("4, 3-5 or 3/4/6")
        )
        source = self.choice(f"{name}.source", source_name, lambda key: self._of(name, "source", key))
        who = self.field(
            f"{name}.said_by", who_name, lambda said: self._of(name, "said_by", said.strip()), t("who said")
        )
        return column(
            labelled(self.look, words, minutes, source, who), self._read[name], spacing=self.look.px(2)
        )

    def fill(self, shown: Shown, step: ShownStep) -> None:
        super().fill(shown, step)
        t = self.texts
        kind = self.fields["kind"]
        assert isinstance(kind, Choice)  # noqa: S101 - made above
        kind.offer([(one.value, word(one.value, t)) for one in StepKind], step.step.kind.value)
        sources = [(one.value, word(one.value, t)) for one in Source]
        for name in self.holds[1:]:
            estimate: Estimate | None = getattr(step.step, name)
            minutes, source, who = (self.fields[name + end] for end in ("", ".source", ".said_by"))
            assert isinstance(minutes, Field)  # noqa: S101 - made above
            assert isinstance(source, Choice)  # noqa: S101
            assert isinstance(who, Field)  # noqa: S101
            minutes.show_value(typing.typed_estimate(t, estimate))
            source.offer(sources, estimate.source.value if estimate else "")
            source.setEnabled(estimate is not None)
            who.show_value(estimate.said_by if estimate else "")
            who.setEnabled(estimate is not None)
            words = self._reading(name, estimate, step)
            self._read[name].setText(words)
            self._read[name].setVisible(bool(words))

    def _reading(self, name: str, estimate: Estimate | None, step: ShownStep) -> str:
        t = self.texts
        if estimate is not None:
            if estimate.low == estimate.high:
                return ""
            return t(
                "Low {low}, likely {likely}, high {high}",
                low=typing.figure(t, estimate.low),
                likely=typing.figure(t, estimate.likely),
                high=typing.figure(t, estimate.high),
            )
        if name == "minutes_today":
            return t("Missing: without it the case type is left out of hours and money.")
        after = step.row.minutes_after if step.row.is_in_customer_service else None
        if after is None:
            return t("Nobody said: today's minutes are taken.")
        return t(
            "Nobody said: {minutes} minutes are taken, as today.", minutes=typing.figure(t, after.middle)
        )

    def _of(self, name: str, part: str, value: str) -> None:
        step = self.form.step
        old: Estimate | None = getattr(step.step, name) if step else None
        if old is not None:
            self.form.set(name, {**old.as_json(), part: value})


class WhoSection(Section):
    """Unit and role today, and the unit afterwards where the step stays."""

    holds = ("unit", "role", "proposed_unit")

    def build(self) -> Sequence[Part]:
        t = self.texts
        unit = self.field("unit", t("Unit today"), lambda text: self._unit("unit", text))
        role = self.choice("role", t("Role today"), lambda key: self.form.set("role", key or None))
        words = t("Unit afterwards, where it stays")
        after = self.field("proposed_unit", words, lambda text: self._unit("proposed_unit", text))
        return (
            labelled(self.look, t("Unit today"), unit),
            labelled(self.look, t("Role today"), role),
            labelled(self.look, words, after),
        )

    def fill(self, shown: Shown, step: ShownStep) -> None:
        project = self.form.project()
        units = {one.id: one.name for one in project.units}
        for name in ("unit", "proposed_unit"):
            field = self.fields[name]
            assert isinstance(field, Field)  # noqa: S101 - made above
            field.place = f"case_types.steps/{step.id}/{name}"
            field.show_value(units.get(getattr(step.step, name) or "", ""))
        own, role = step.step.unit or shown.case_type.unit, step.step.role
        roles = [(one.id, one.name) for one in project.roles if one.unit == own or one.id == role]
        choice = self.fields["role"]
        assert isinstance(choice, Choice)  # noqa: S101 - made above
        choice.offer([("", self.texts("no role")), *roles], role or "")

    def note(self, step: Step) -> str:
        shown = self.form.step
        return shown.performer_before if shown is not None and shown.id == step.id else ""

    def _unit(self, name: str, text: str) -> None:
        self.form.set(name, typing.unit_named(text, self.form.names()))


class DecisionSection(Section):
    """What was decided and why, with the ground that level 4 needs and the exception that level 5 needs."""

    holds = (
        "decision", "reason", "exception", "delegation", "committee", "decided_on", "execution_reason",
        "is_split_done", "is_only_proposed",
    )  # fmt: skip

    def build(self) -> Sequence[Part]:
        t, look, form = self.texts, self.look, self.form
        decision = self.choice("decision", t("Decision"), lambda key: form.set("decision", key or None))
        split = Tick(look, t("The split is carried out"), lambda on: form.set("is_split_done", on))
        proposed = Tick(look, t("Only proposed: not done today"), lambda on: form.set("is_only_proposed", on))
        self.fields |= {"is_split_done": split, "is_only_proposed": proposed}
        self._split, self._proposed = split, proposed
        parts: list[Part] = []
        for name, part, words in (
            ("delegation", "point", t("Delegation point")),
            ("committee", "committee", t("Committee")),
            ("decided_on", "decided_on", t("Decided on (year-month-day)")),
            ("execution_reason", "execution_reason", t("Or: why it is mere execution")),
        ):
            field = self.field(name, words, lambda text, part=part: self._delegate(part, text))  # type: ignore[misc]
            parts.append(labelled(look, words, field))
        self._delegation = boxed(column(*parts, spacing=look.px(10)))
        words = t("Exception that lets level 5 move")
        self._exception = boxed(labelled(look, words, self.text("exception", words)))
        return (
            labelled(look, t("Decision"), decision),
            labelled(look, t("Reason"), self.text("reason", t("Reason"))),
            split,
            proposed,
            self._delegation,
            self._exception,
        )

    def fill(self, shown: Shown, step: ShownStep) -> None:
        super().fill(shown, step)
        t, one = self.texts, step.step
        words = [(found.value, typing.decision_word(found, t)) for found in StepDecision]
        decision = self.fields["decision"]
        assert isinstance(decision, Choice)  # noqa: S101 - made above
        decision.offer([("", t("not decided")), *words], one.decision.value if one.decision else "")
        self._split.setChecked(one.is_split_done)
        self._split.setVisible(one.decision is StepDecision.SPLIT)
        self._proposed.setChecked(one.is_only_proposed)
        ground = one.delegation or Delegation()
        decided = ground.decided_on.isoformat() if ground.decided_on else ""
        for name, value in (
            ("delegation", ground.point),
            ("committee", ground.committee),
            ("decided_on", decided),
            ("execution_reason", ground.execution_reason),
        ):
            field = self.fields[name]
            assert isinstance(field, Field)  # noqa: S101 - made above
            field.show_value(value)
        self._delegation.setVisible(one.level == 4 or one.delegation is not None)
        self._exception.setVisible(one.level == 5 or bool(one.exception))

    def note(self, step: Step) -> str:
        if step.decision is None:
            return self.texts("not decided")
        return typing.decision_word(step.decision, self.texts)

    def _delegate(self, part: str, text: str) -> None:
        step = self.form.step
        if step is None:
            return
        value: Any = read_day(text) if part == "decided_on" else text.strip()
        ground = {**(step.step.delegation or Delegation()).as_json(), part: value}
        self.form.set("delegation", {name: one for name, one in ground.items() if one} or None)


class SafetySection(Section):
    """What may be seen and said, how callers are identified, which system and right, what is registered."""

    holds = ("secrecy", "identification", "system", "right", "registration")

    def build(self) -> Sequence[Part]:
        t = self.texts
        words = {
            "secrecy": t("Secrecy: what may be seen and said"),
            "identification": t("How the caller is identified"),
            "system": t("System"),
            "right": t("Right that is needed in it"),
            "registration": t("What is registered, and where"),
        }
        return [labelled(self.look, words[name], self.text(name, words[name])) for name in self.holds]

    def note(self, step: Step) -> str:
        filled = sum(bool(getattr(step, name)) for name in self.holds)
        return self.texts("{n} of 5 filled in", n=filled)


class DisagreementSection(Section):
    """Who sees the step on another level."""

    holds = ("disagreements",)

    def build(self) -> Sequence[Part]:
        self.disagreements = Disagreements(self.look, self.form.do)
        self.fields["disagreements"] = self.disagreements
        return (self.disagreements,)

    def fill(self, shown: Shown, step: ShownStep) -> None:
        self.disagreements.show_step(shown.case_type, step.step)
        rows = self.disagreements.rows
        self.fields["disagreements"] = rows[0].who if rows else self.disagreements.more

    def note(self, step: Step) -> str:
        count = len(step.disagreements)
        return self.texts.number(count) if count else ""


class NoteSection(Section):
    """What starts the step and what it results in, what is wrong with it today, and anything else."""

    holds = ("trigger", "result", "problem", "note")

    def build(self) -> Sequence[Part]:
        t, look = self.texts, self.look
        note = LongField(look, t("Note"), lambda text: self.form.set("note", text))
        note.drafts = self.form.drafts
        self.fields["note"] = note
        words = {
            "trigger": t("What starts it"),
            "result": t("What it results in"),
            "problem": t("Problem today"),
        }
        plain = [labelled(look, words[name], self.text(name, words[name])) for name in words]
        return (*plain, labelled(look, t("Note"), note))

    def note(self, step: Step) -> str:
        return self.texts("has a note") if step.note or step.problem else ""
