"""What is new today as a letter: plain text and HTML that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from inventory_core.notify.mail import Letter

_BODY = "font:16px/1.5 sans-serif;color:#222;max-width:40em;margin:0 auto;padding:1em"
_HEADING = "font-size:18px;margin:1.2em 0 0.3em"
_NOTE = "color:#666;font-size:14px"


@dataclass(frozen=True, kw_only=True)
class Section:
    """Sentences under a heading; subjects: what each of them speaks of, or ""."""

    heading: str
    subjects: tuple[str, ...]
    sentences: tuple[str, ...]


def digest(
    subject: str,
    sections: Sequence[Section],
    *,
    note: str,
    files: tuple[tuple[str, bytes], ...] = (),
) -> Letter:
    """Return sections as a letter, the note under them.

    >>> new = Section(heading="Order today", subjects=("MUG",), sentences=("Will not last.",))
    >>> print(digest("Shop", [new], note="Sent by your shop.").text)
    Order today
    - MUG: Will not last.
    <BLANKLINE>
    Sent by your shop.
    <BLANKLINE>
    """
    return Letter(
        subject=subject,
        text="".join(map(_text, sections)) + f"{note}\n",
        html=_html(subject, sections, note),
        files=files,
    )


def _text(section: Section) -> str:
    lines = [
        f"- {subject}: {sentence}" if subject else f"- {sentence}"
        for subject, sentence in zip(section.subjects, section.sentences, strict=True)
    ]
    return "\n".join([section.heading, *lines]) + "\n\n"


def _html(subject: str, sections: Sequence[Section], note: str) -> str:
    """Everything that is told goes through `escape`: names of products come from files."""
    parts = [
        "<!doctype html><html><head><meta charset='utf-8'>",
        f"<title>{escape(subject)}</title></head><body style='{_BODY}'>",
    ]
    for section in sections:
        parts.append(f"<h2 style='{_HEADING}'>{escape(section.heading)}</h2><ul>")
        for told, sentence in zip(section.subjects, section.sentences, strict=True):
            start = f"<b>{escape(told)}</b>: " if told else ""
            parts.append(f"<li>{start}{escape(sentence)}</li>")
        parts.append("</ul>")
    parts.append(f"<p style='{_NOTE}'>{escape(note)}</p></body></html>")
    return "".join(parts)
