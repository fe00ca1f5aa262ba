"""Language, theme and text size of this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QWidget

from workbench.locale import LANGUAGES
from workbench.ui.choices import TEXT_SIZES, THEME_CHOICES, Choices
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.frame.status_line import LANGUAGE_NAMES
from workbench.ui.look import Look
from workbench.ui.widgets.parts import label


class SettingsDialog(Dialog):
    """Three choices. They hold for this computer and change nothing in the project."""

    def __init__(self, look: Look, parent: QWidget | None, now: Choices) -> None:
        t = look.texts
        super().__init__(look, parent, t("Language, theme and text size"))
        self.language, self.theme, self.text_size = QComboBox(), QComboBox(), QComboBox()
        for language in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[language], language)
        themes = {"system": t("As the system"), "light": t("Light"), "dark": t("Dark")}
        for theme in THEME_CHOICES:
            self.theme.addItem(themes[theme], theme)
        for size in TEXT_SIZES:
            self.text_size.addItem(t.percent(size), size)
        self.language.setCurrentIndex(LANGUAGES.index(now.language))
        self.theme.setCurrentIndex(THEME_CHOICES.index(now.theme))
        nearest = min(range(len(TEXT_SIZES)), key=lambda at: abs(TEXT_SIZES[at] - now.text_size))
        self.text_size.setCurrentIndex(nearest)
        form = QFormLayout()
        form.setVerticalSpacing(look.px(12))
        for words, field in (
            (t("Language"), self.language),
            (t("Theme"), self.theme),
            (t("Text size"), self.text_size),
        ):
            head = label(look, words)
            head.setBuddy(field)
            field.setAccessibleName(words)
            form.addRow(head, field)
        self.body.addLayout(form)
        self.say(t("Documents choose their own language, and paper is always light."))
        self.body.addStretch(1)
        self.add_close(t("Cancel"))
        self.add_button(t("Use these"), self.accept, is_main=True)

    @property
    def choices(self) -> Choices:
        """What stands in the dialog."""
        return Choices(
            self.language.currentData(), self.theme.currentData(), float(self.text_size.currentData())
        )


def ask_settings(look: Look, parent: QWidget | None, now: Choices) -> Choices | None:
    """Ask for other choices; None where nothing is to change."""
    dialog = SettingsDialog(look, parent, now)
    return dialog.choices if dialog.exec() == QDialog.DialogCode.Accepted else None
