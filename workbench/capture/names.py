"""The names that a capture line can point at: the project's units, customer service, and the channels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from workbench.capture.folding import fold, fold_words
from workbench.capture.quantities import DecimalMark
from workbench.model.organisation import Unit
from workbench.model.project import Project
from workbench.model.text import N_
from workbench.model.volumes import Channel

CHANNEL_WORDS: dict[Channel, tuple[str, ...]] = {
    Channel.PHONE: ("phone", "telefon"),
    Channel.VISIT: ("visit", "besök", "besøg"),
    Channel.EMAIL: ("email", "e-mail", "e-post", "epost", "mail", "mejl"),
    Channel.WEB_FORM: ("web form", "webform", "webbformulär", "webformular"),
    Channel.E_SERVICE: ("e-service", "eservice", "e-tjänst", "etjänst", "selvbetjening"),
    Channel.CHAT: ("chat", "chatt"),
    Channel.SOCIAL_MEDIA: ("social media", "sociala medier", "sociale medier"),
    Channel.POST: ("post",),
    Channel.MOBILE: ("mobile", "mobil", "sms"),
    Channel.FEEDBACK: ("feedback", "synpunkt", "feedbackformular"),
}
"""The channels' names in the three languages. Any beginning that only one channel has will do."""

OTHER_CHANNEL_WORDS: dict[Channel, tuple[str, ...]] = {
    Channel.PHONE: ("tel", "tfn", "tlf", "samtal", "opkald", "call"),
    Channel.VISIT: ("disk", "skranke", "reception"),
    Channel.WEB_FORM: ("formulär", "formular", "blankett"),
    Channel.SOCIAL_MEDIA: ("facebook",),
    Channel.POST: ("brev", "letter"),
    Channel.MOBILE: ("app",),
    Channel.FEEDBACK: ("synpunkter", "felanmälan", "ros og ris"),
}
"""What else people call them. Counts where the names above leave it open."""

CHANNEL_NAMES: dict[Channel, str] = {
    Channel.PHONE: N_("phone"),
    Channel.VISIT: N_("visit"),
    Channel.EMAIL: N_("e-mail"),
    Channel.WEB_FORM: N_("web form"),
    Channel.E_SERVICE: N_("e-service"),
    Channel.CHAT: N_("chat"),
    Channel.SOCIAL_MEDIA: N_("social media"),
    Channel.POST: N_("post"),
    Channel.MOBILE: N_("mobile"),
    Channel.FEEDBACK: N_("feedback form"),
}

_MOST_ANSWERS = 2000
CUSTOMER_SERVICE_WORDS = (
    "customer service",
    "kundservice",
    "kontaktcenter",
    "borgerservice",
    "ks",
    "kc",
    "bs",
    "cs",
)
"""What customer service is called, beside the name that the project gives it."""


@dataclass(frozen=True)
class KnownName:
    """A name that can be pointed at. ``unit`` is None for customer service where it is no unit (yet)."""

    name: str
    unit: str | None
    key: str
    initials: str = ""
    is_own: bool = True
    is_alias: bool = False

    @property
    def is_customer_service(self) -> bool:
        """Whether the name means customer service as such, and not one of the project's units."""
        return self.unit is None


@dataclass(frozen=True)
class KnownNames:
    """What a line may name, and how figures are read.

    ``units`` are in the project's order, the department's own first. ``last_channel`` is what ``#40/d``
    without a channel means.
    """

    units: tuple[KnownName, ...] = ()
    last_channel: Channel = Channel.PHONE
    decimal_mark: DecimalMark = ","
    department: str | None = None
    made_of: tuple[Unit, ...] = ()
    customer_service_name: str = ""
    answers: dict[str, tuple[KnownName | None, tuple[str, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What was asked before, since every key asks for the same names again."""


def known_names(
    project: Project,
    *,
    department: str | None = None,
    last_channel: Channel = Channel.PHONE,
    decimal_mark: DecimalMark = ",",
    previous: KnownNames | None = None,
) -> KnownNames:
    """Return the names of ``project``; ``previous`` itself where it would be the same.

    A name that several units have, or begin with, means the one of ``department``.
    """
    service = project.municipality.customer_service_name
    wanted = (service, department, last_channel, decimal_mark)
    if previous is not None and previous.made_of is project.units and wanted == _asked(previous):
        return previous
    own = [_known(unit, True) for unit in project.units if unit.department == department]
    others = [_known(unit, department is None) for unit in project.units if unit.department != department]
    known = [*own, *others]
    unit = next((one.unit for one in known if one.key == fold_words(service)), None)
    words = [_named(service, None, service)] if fold_words(service) and not unit else []
    words += [_named(service or word, unit, word, is_alias=True) for word in CUSTOMER_SERVICE_WORDS]
    return KnownNames(
        units=(*known, *words),
        last_channel=last_channel,
        decimal_mark=decimal_mark,
        department=department,
        made_of=project.units,
        customer_service_name=service,
    )


def find_performer(text: str, names: KnownNames) -> tuple[KnownName | None, tuple[str, ...]]:
    """Return (whom ``text`` means, the names it could mean as well).

    The first of these that exactly one name fits decides, a department's own unit before others': the
    whole name, its beginning, the beginning of one of its words, the initials of its words.
    """
    key = fold_words(text)
    if not key:
        return None, ()
    if key not in names.answers:
        if len(names.answers) >= _MOST_ANSWERS:
            names.answers.clear()
        names.answers[key] = _found(key, names)
    return names.answers[key]


def _found(key: str, names: KnownNames) -> tuple[KnownName | None, tuple[str, ...]]:
    could: tuple[str, ...] = ()
    for found in _fitting(key, names.units):
        for among in ([one for one in found if one.is_own and not one.is_alias], found):
            if len({one.unit for one in among}) == 1:
                return among[0], ()
        could = could or tuple(dict.fromkeys(one.name for one in found if not one.is_alias))
    return None, could


def is_whole_name(text: str, names: KnownNames) -> bool:
    """Tell whether ``text`` is a known name in full."""
    key = fold_words(text)
    return any(one.key == key for one in names.units)


def find_channel(text: str) -> Channel | None:
    """Return the channel that ``text`` names in sv, da or en, or begins the name of, if only one does."""
    key = fold_words(text)
    if not key:
        return None
    for words in (_CHANNELS, _OTHER_CHANNELS):
        exact = {channel for word, channel in words if word == key}
        found = exact or {channel for word, channel in words if word.startswith(key)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def beginnings(partial: str, names: Iterable[str]) -> str:
    """Return what is missing of the first of ``names`` that begins as ``partial`` does, else ""."""
    key = fold(partial)
    for name in names:
        if len(name) > len(partial) and fold(name).startswith(key):
            return name[len(partial) :]
    return ""


def _asked(names: KnownNames) -> tuple[str, str | None, Channel, DecimalMark]:
    return names.customer_service_name, names.department, names.last_channel, names.decimal_mark


def _known(unit: Unit, is_own: bool) -> KnownName:
    return _named(unit.name, unit.id, unit.name, is_own=is_own)


def _named(
    name: str, unit: str | None, said: str, *, is_own: bool = True, is_alias: bool = False
) -> KnownName:
    key = fold_words(said)
    initials = "".join(word[0] for word in key.split())
    return KnownName(name, unit, key, initials, is_own, is_alias)


def _fitting(key: str, units: Sequence[KnownName]) -> Iterator[list[KnownName]]:
    """Yield the names that ``key`` is, begins, begins a word of, is the initials of."""
    yield [one for one in units if one.key == key]
    yield [one for one in units if one.key.startswith(key)]
    yield [one for one in units if f" {key}" in one.key]
    yield [one for one in units if one.initials == key] if len(key) > 1 else []


def _by_word(words: dict[Channel, tuple[str, ...]]) -> tuple[tuple[str, Channel], ...]:
    return tuple((fold_words(word), channel) for channel, names in words.items() for word in names)


_CHANNELS = _by_word(CHANNEL_WORDS)
_OTHER_CHANNELS = _by_word(OTHER_CHANNEL_WORDS)
