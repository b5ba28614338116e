"""`::: {.contact ref=ward-7}`: a contact of the front matter, shown where it helps."""

from collections.abc import Iterator

from plainleaf.addresses import telephone_target
from plainleaf.findings import Location
from plainleaf.imprint import Contact
from plainleaf.model import (
    Block,
    ContactCard,
    ContactFact,
    ContactLine,
    Inline,
    Link,
    Text,
)
from plainleaf.parse.context import Context
from plainleaf.parse.directives import Directive
from plainleaf.parse.markdown import Branch
from plainleaf.parse.mistakes import suggestion


def contact(branch: Branch, directive: Directive, context: Context) -> Iterator[Block]:
    """Yield the contact that a block refers to, if the front matter lists it."""
    place = branch.location
    if branch.inside:
        context.mistakes.add(
            "block-misplaced",
            branch.inside[0].location,
            "a contact is written in the front matter, and nothing in its block",
            "Move this out of the block.",
        )
    ref = directive.attributes.values.get("ref", "")
    known = {one.id: one for one in context.front.contacts}
    if ref not in known:
        if context.stated.knows("contacts"):
            context.mistakes.add(
                "undefined-contact",
                place,
                f"no contact has the id `{ref}`"
                if ref
                else "whose contact, is not said",
                (
                    suggestion(ref, tuple(known), mark="ref=")
                    if ref
                    else f"Write `::: {{.contact ref={next(iter(known))}}}`, or "
                    "another id that stands under `contacts:`."
                )
                if known
                else "List it under `contacts:` in the front matter."
                if ref
                else "List it at the head of the file, under `contacts:`, with a name "
                "such as `ward-7:`, and write `::: {.contact ref=ward-7}`.",
            )
        context.mistakes.lost.add("contact")
        return
    identifier = context.given_id(
        directive.attributes, f"contact {ref}", otherwise="contact", location=place
    )
    yield ContactCard(identifier, tuple(_lines(known[ref], place)), place)


def _lines(one: Contact, place: Location) -> Iterator[ContactLine]:
    stated = {
        ContactFact.NAME: (one.name, ""),
        ContactFact.PHONE: (one.phone, telephone_target(one.phone)),
        ContactFact.RELAY: (one.relay, telephone_target(one.relay)),
        ContactFact.EMAIL: (one.email, f"mailto:{one.email}"),
        ContactFact.WEB: (one.url, one.url or ""),
        ContactFact.HOURS: (one.hours, ""),
        ContactFact.ADDRESS: (one.address, ""),
    }
    for fact, (text, target) in stated.items():
        if text:
            words: Inline = Text(text, place)
            yield ContactLine(
                fact, (Link(target, (words,), place) if target else words,)
            )
