"""What holds for an answer beside its words: for whom, until when, by which law, on which web page, about what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.capture.days import read_day
from workbench.model.knowledge import Audience, Faq
from workbench.ui.look import Look
from workbench.ui.pages.faqs.case_type_field import CaseTypeField
from workbench.ui.pages.faqs.edits import read_address
from workbench.ui.pages.faqs.listing import has_expired
from workbench.ui.widgets.fields import Choice, Field, Takes, Tick, labelled
from workbench.ui.widgets.life_cycle import today
from workbench.ui.widgets.parts import button, column, label, row
from workbench.ui.workspace import Workspace


class Facts(QWidget):
    """The fields. ``changes`` gets what is changed, as JSON."""

    def __init__(self, look: Look, workspace: Workspace, changes: Callable[..., Any]) -> None:
        super().__init__()
        self.look, self.workspace, self.texts = look, workspace, look.texts
        self._shown: Faq | None = None
        self._offered: tuple[object, ...] = ()
        self._departments: list[tuple[str, str]] = []
        self._owners: list[tuple[str, str]] = []
        t = self.texts
        self.case_types = CaseTypeField(look, workspace, lambda ids: changes(case_types=ids))
        self.audience = Choice(look, t("For whom"), lambda key: changes(audience=key))
        self._audiences = (
            (Audience.PUBLIC.value, t("Everybody")),
            (Audience.INTERNAL.value, t("Customer service only")),
        )
        self.department = Choice(look, t("Department"), lambda key: changes(department=key))
        self.owner = Choice(look, t("Who answers for it"), lambda key: changes(owner=key or None))
        self.valid_to = self._line(
            t("Valid to"), lambda text: changes(valid_to=read_day(text)), t("year-month-day")
        )
        self.expired = label(look, "", "small", "warning", wraps=True)
        self.law = self._line(t("Law"), lambda text: changes(law=text.strip()))
        self.web_page = self._line(
            t("Web page"), lambda text: changes(web_page=read_address(text)), "https://"
        )
        self.opens = button(look, t("Open"), "open-in-new", does=self.open_page)
        self.opens.setAccessibleName(t("Open the web page"))
        self.updated = Tick(
            look, t("The web page says the same"), lambda is_on: changes(is_web_page_updated=is_on)
        )
        self._lay_out()

    def _line(self, name: str, takes: Takes, hint: str = "") -> Field:
        made = Field(self.look, name, takes, hint)
        made.drafts = self.workspace.typing
        return made

    def _labelled(self, field: QWidget) -> QVBoxLayout:
        return labelled(self.look, field.accessibleName(), field)

    def _pair(self, first: QWidget, second: QWidget) -> QHBoxLayout:
        side = row(self._labelled(first), self._labelled(second), spacing=self.look.px(16))
        side.setStretch(0, 1)
        side.setStretch(1, 1)
        return side

    def _lay_out(self) -> None:
        look, t = self.look, self.texts
        head = label(look, self.web_page.accessibleName(), "small", "text2")
        head.setBuddy(self.web_page)
        beside = row(self.web_page, self.opens, spacing=look.px(8))
        beside.setStretch(0, 1)
        page = column(head, beside, self.web_page.problem_label(), spacing=look.px(4))
        self.setLayout(
            column(
                label(look, t("About the answer"), "section"),
                self._pair(self.audience, self.valid_to),
                self.expired,
                self._pair(self.department, self.owner),
                self._labelled(self.law),
                page,
                self.updated,
                labelled(look, t("Case types"), self.case_types),
                spacing=look.px(12),
            )
        )

    def show_faq(self, faq: Faq) -> None:
        """Show what holds for ``faq``."""
        self._offer_names()
        self.audience.offer(self._audiences, faq.audience.value)
        self.department.offer(self._departments, faq.department)
        self.owner.offer(self._owners, faq.owner or "")
        self.valid_to.show_value(faq.valid_to.isoformat() if faq.valid_to else "")
        self.law.show_value(faq.law)
        self.web_page.show_value(faq.web_page)
        self._shown = faq
        self.opens.setEnabled(bool(_address(faq)))
        self.updated.setChecked(faq.is_web_page_updated)
        self.updated.setEnabled(bool(faq.web_page) or faq.is_web_page_updated)
        self.case_types.show_ids(faq.case_types, faq.department)
        is_over = has_expired(faq, today())
        self.expired.setVisible(is_over)
        if is_over and faq.valid_to is not None:
            day = self.texts.date(faq.valid_to)
            self.expired.setText(self.texts("This answer was valid until {day}.", day=day))

    def open_page(self) -> None:
        """Open the web page in the browser, what was typed taken first."""
        self.web_page.take()
        address = _address(self._shown) if self._shown is not None else ""
        if address and not self.web_page.problem:
            QDesktopServices.openUrl(QUrl(address))

    def _offer_names(self) -> None:
        t = self.texts
        sources = (self.workspace.project.departments, self.workspace.project.persons)
        if self._offered and all(one is other for one, other in zip(sources, self._offered, strict=True)):
            return
        self._offered = sources
        self._departments = [(one.id, one.name) for one in self.workspace.departments]
        self._owners = [
            ("", t("Nobody yet")),
            *((one.id, one.name) for one in self.workspace.project.persons),
        ]


def _address(faq: Faq) -> str:
    """Return the address of the web page if it is one that can be opened."""
    return faq.web_page if faq.web_page.lower().startswith(("https://", "http://")) else ""
