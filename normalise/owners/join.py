"""Whether a piece goes on with the owner before it or starts a new one, by the separator between them.

Commas and dashes hang a post on a person, a unit on a post, a person on a post; "and" continues a unit ("Policy and
Communications") but divides owners; slashes and semicolons always divide; a new line divides unless the line before
waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from normalise.owners.drafts import Draft, drafted
from normalise.owners.names import looks_like_name
from normalise.owners.parts import read_parts
from normalise.owners.text import BOUND, Piece
from normalise.owners.titles import Title, department_after, is_rank, starts_title
from normalise.owners.vocabulary import owner_words, role_words


def joined(drafts: list[Draft], piece: Piece) -> list[Draft]:
    """The owners so far with one more piece."""
    parts = read_parts(piece.text)
    for index, part in enumerate(parts):
        new = drafted(part)
        if index or not drafts or piece.joint == "start":
            drafts = [*drafts, new]
            continue
        merged = _split_unit(drafts[-1], new, piece) or _RULES[piece.joint](drafts[-1], new, piece)
        listed = piece.joint == "comma" and drafts[-1].kind not in ("person", "role")
        drafts = [*drafts[:-1], *merged] if merged else [*drafts, replace(new, listed=listed)]
    return drafts


def lines_joined(drafts: list[Draft], line: list[Draft]) -> list[Draft]:
    """The owners so far with those of one more line."""
    if not drafts or not line:
        return [*drafts, *line]
    return [*drafts[:-1], *(_by_line(drafts[-1], line[0]) or [drafts[-1], line[0]]), *line[1:]]


def _split_unit(last: Draft, new: Draft, piece: Piece) -> list[Draft]:
    """ "Service Manager, | Through Care Lead Member": the unit goes to the post that waits for one."""
    part = new.part
    if not (part.leading and part.bare and last.title and last.title.open and piece.joint in ("comma", "dash")):
        return []
    return [_with_unit(last, part.leading), replace(new, title=part.bare)]


def _never(last: Draft, new: Draft, piece: Piece) -> list[Draft]:
    return _councillor_too(last, new, piece)


def _by_comma(last: Draft, new: Draft, piece: Piece) -> list[Draft]:
    if new.kind == "unknown" and (last.title or last.kind == "unknown"):
        return [last]
    if new.title and new.title.text == "Councillor" and _surname(last):
        return [replace(last, kind="person", name=last.name or last.text, title=new.title)]
    if last.kind == "person":
        return _councillor_too(last, new, piece) or _onto_person(last, new)
    if last.kind == "team" and new.kind == "organisation" and last.organisation is None and _sits_in(last, new):
        return [replace(last, organisation=new.name, text=f"{last.text}, {new.text}")]
    return _onto_role(last, new) if last.kind == "role" else []


def _sits_in(last: Draft, new: Draft) -> bool:
    """ "Public Health Team, | Ashford Council": a team, and the body that it is of."""
    return (last.name or "").split()[-1].casefold() in {"team", "service", "services", "unit"} and " " in (
        new.name or ""
    )


def _by_dash(last: Draft, new: Draft, piece: Piece) -> list[Draft]:
    if last.kind in ("unit", "team", "organisation", "board"):
        return _onto_body(last, new, piece)
    if last.kind == "unknown" and new.kind == "role":
        return [new]
    if last.kind == "person" and last.part.initials and not last.title and new.kind == "role":
        return [last] if new.text.casefold() in owner_words().asides else [_with_title(last, new)]
    return _by_comma(last, new, piece)


def _by_line(last: Draft, new: Draft) -> list[Draft]:
    if last.kind == "person" and not last.title and not last.part.initials and new.kind == "role":
        return [_with_title(last, new)]
    if last.kind == "person" and last.title and last.title.open and new.wordy:
        return [_with_unit(last, new.text)]
    if last.kind != "role" or last.title is None:
        return []
    if last.title.open and (new.wordy or (new.kind == "person" and not new.part.sure)):
        return [_with_unit(last, new.text)]
    return [_with_holder(last, new)] if new.kind == "person" and new.part.sure and not new.title else []


def _by_and(last: Draft, new: Draft, piece: Piece) -> list[Draft]:
    if councillor := _councillor_too(last, new, piece):
        return councillor
    if whole := _named_post(last, new, piece):
        return whole
    if _second_post(last, new):
        return [_with_words(last, f" {piece.mark.strip()} {new.title.text if new.title else ''}")]
    if last.title and _has_unit(last.title) and _continues_unit(new):
        return [_with_words(last, f" {piece.mark.strip()} {new.text}")]
    if last.title and new.kind == "team":
        department, unit = department_after(["", "", *new.text.split()])
        if department and unit:
            return [
                replace(_with_words(last, f" {piece.mark.strip()} {' '.join(unit).strip()}"), organisation=department)
            ]
    return _one_name(last, new, piece)


def _named_post(last: Draft, new: Draft, piece: Piece) -> list[Draft]:
    """ "Ann Lee, Quality | and | Compliance Manager": what was taken for where she works begins her post."""
    unit = last.organisation or ""
    begins = last.kind == "person" and last.title is None and bool(unit) and last.text.endswith(f", {unit}")
    known = owner_words().names.get(unit) == "organisation"
    if not begins or known or new.kind != "role" or starts_title(new.text.split(), 0):
        return []
    parts = read_parts(f"{unit} {piece.mark.strip()} {new.text}")
    text = f"{last.text} {piece.mark.strip()} {new.text}"
    return [replace(last, title=parts[0].title, organisation=None, text=text)] if len(parts) == 1 else []


def _second_post(last: Draft, new: Draft) -> bool:
    """ "Ann Lee, Chief Nurse | and Director of Quality": both posts are hers."""
    named = last.kind == "person" and last.title is not None and not last.part.initials
    titled = last.title is not None and last.title.text != "Councillor" and not is_rank(last.title.text)
    return named and titled and new.kind == "role" and new.organisation is None and last.organisation is None


def _has_unit(title: Title) -> bool:
    return any(mark in title.text for mark in (" of ", " for ", ", "))


def _continues_unit(new: Draft) -> bool:
    if new.text in owner_words().topics or _services(new):
        return True
    if new.text.casefold() in owner_words().people:
        return False
    return new.wordy or (new.kind == "person" and not new.part.sure and not new.part.initials)


def _services(new: Draft) -> bool:
    """ "Specialist Services": as well part of a title as a team."""
    return new.kind == "team" and new.text.casefold().endswith((" services", " service"))


def _one_name(last: Draft, new: Draft, piece: Piece) -> list[Draft]:
    """ "Equality | & | Inclusion Manager", "Northfield | & | Weston Hospitals NHS Trust": one name after all."""
    place = last.kind == "person" and not last.part.sure and new.kind in ("organisation", "board", "team")
    people = owner_words().people
    if last.text.casefold() in people or new.text.casefold() in people:
        return []
    known = new.part.known and not (new.wordy and not last.listed)
    topic = last.text in owner_words().topics and new.kind == "role"
    if not (last.wordy or place or topic) or known or new.kind in ("person", "unknown", "nobody"):
        return []
    if new.kind == "role" and starts_title(new.text.split(), 0):
        return []
    parts = read_parts(f"{last.text} {piece.mark.strip()} {new.text}")
    return [drafted(parts[0])] if len(parts) == 1 else []


def _councillor_too(last: Draft, new: Draft, piece: Piece) -> list[Draft]:
    """ "Cllrs Smith & Jones" is two councillors."""
    many = last.part.text.split(" ", 1)[0].casefold().strip(".").endswith("s")
    councillor = last.kind == "person" and last.title is not None and last.title.text == "Councillor"
    if councillor and many and new.title is None and (new.kind == "person" or _surname(new)):
        return [last, replace(new, kind="person", name=new.name or new.text, title=Title("Councillor"), part=last.part)]
    return []


def _surname(new: Draft) -> bool:
    """Among councillors "Green" and "Park" are people."""
    alone = new.text.istitle() and looks_like_name([new.text])
    return alone and new.kind in ("team", "unit") and not new.text.endswith("s")


def _onto_person(last: Draft, new: Draft) -> list[Draft]:
    if last.part.initials and new.kind != "unit":
        return []
    if new.part.initials and len(new.text) == 3 and new.text.isupper() and " " in (last.name or "") and not last.title:
        # Beside a full name three letters are where somebody works, not somebody else.
        return [replace(last, organisation=last.organisation or new.text, text=f"{last.text}, {new.text}")]
    if new.kind == "role" and (last.title is None or last.title.text == "Councillor"):
        return [_with_title(last, new)]
    if last.title and last.title.text != "Councillor" and not is_rank(last.title.text):
        return _onto_role(last, new) if new.kind != "person" else []
    if new.kind in ("unit", "team", "organisation", "board") and last.organisation is None:
        return [replace(last, organisation=new.name, text=f"{last.text}, {new.text}")]
    return []


def _onto_role(last: Draft, new: Draft) -> list[Draft]:
    title = last.title
    if title is None:
        return []
    if new.kind == "person":
        if _lists_on(title, new):
            return [_with_unit(last, new.text)]
        waits = title.open and not new.part.sure and not new.part.initials
        return [_with_unit(last, new.text)] if waits else _held(last, new)
    services = not title.short and _services(new)
    topic = new.text in owner_words().topics and not title.short and not _has_unit(title)
    if new.wordy or services or topic or (new.kind == "team" and title.open):
        return [_with_unit(last, new.text)]
    if last.organisation is None and _belongs(title, new):
        return [replace(last, organisation=new.name, text=f"{last.text}, {new.text}")]
    return []


def _lists_on(title: Title, new: Draft) -> bool:
    """ "Head of Libraries, | Archives": one word that nobody is called by goes on with the unit before it."""
    alone = " " not in new.text and not new.part.initials and not new.part.sure
    return alone and new.text.casefold() not in owner_words().first_names and (" of " in title.text)


def _held(last: Draft, new: Draft) -> list[Draft]:
    councillor = new.title is not None and new.title.text == "Councillor" and "chair" in last.text.casefold()
    return [_with_holder(last, new)] if last.kind == "role" and (new.title is None or councillor) else []


def _belongs(title: Title, new: Draft) -> bool:
    """Whether a body named after a post is where the post sits, and no owner of its own."""
    if new.kind == "organisation":
        return not title.short
    if new.kind == "board":
        short_name = (new.name or "").isupper() and not title.short and not _has_unit(title)
        return short_name or title.text.casefold() in role_words().of_bodies
    if "chair" in title.text.casefold():
        return new.kind == "team"
    return new.kind == "team" and (new.name or "").split()[-1].casefold() in owner_words().belongs_ends


def _onto_body(last: Draft, new: Draft, piece: Piece) -> list[Draft]:
    """ "Housing: Jane Smith", "NELFT - Named Nurse", "Police - DI Jones"."""
    if new.kind in ("person", "role") and new.organisation is None:
        if new.title and new.title.open and last.kind in ("unit", "team"):
            return [_with_unit(new, last.name or "")]
        return [replace(new, organisation=last.name, text=f"{last.text}{piece.mark}{new.text}")]
    if new.kind == "unknown":
        return [last]
    if new.kind in ("unit", "team") and last.kind == "organisation":
        return [replace(new, organisation=last.name, text=f"{last.text}{piece.mark}{new.text}")]
    if new.kind == "unit" and last.kind in ("unit", "team"):
        return [replace(last, name=f"{last.name}{piece.mark}{new.name}", text=f"{last.text}{piece.mark}{new.text}")]
    return []


def _with_title(person: Draft, role: Draft) -> Draft:
    return replace(
        person,
        title=role.title,
        organisation=role.organisation or person.organisation,
        text=f"{person.text}, {role.text}",
    )


def _with_holder(role: Draft, person: Draft) -> Draft:
    return replace(
        role,
        kind="person",
        name=person.name,
        organisation=role.organisation or person.organisation,
        part=person.part,
        text=f"{role.text}, {person.text}",
    )


def _with_unit(last: Draft, unit: str) -> Draft:
    return _with_words(last, f", {unit}")


def _with_words(last: Draft, words: str) -> Draft:
    title = last.title
    written = Title(
        (title.text if title else "") + words.replace(BOUND, " "), organisation=title.organisation if title else None
    )
    return replace(last, title=written, text=last.text + words)


_RULES: dict[str, Callable[[Draft, Draft, Piece], list[Draft]]] = {
    "list": _never,
    "slash": _never,
    "comma": _by_comma,
    "dash": _by_dash,
    "and": _by_and,
}
