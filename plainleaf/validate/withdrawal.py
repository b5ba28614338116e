"""Rules about withdrawn texts: nothing else is asked of one, for nobody may use it."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.imprint import Status, Withdrawal
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule


def withdrawal_unexplained(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A withdrawn text says since when it is withdrawn, and why.

    PIF TICK, Systems: readers learn that information is out of use.
    """
    del facts
    front = publication.front
    if front.status is not Status.WITHDRAWN:
        return
    stated = front.withdrawn or Withdrawal()
    for key, value, hint in (
        ("on", stated.on, "as `on: 2027-06-30`"),
        ("reason", stated.reason, "as `reason: The clinic has closed.`"),
    ):
        if not value:
            yield Remark(
                f"`withdrawn.{key}` is not stated",
                front.locations.get("withdrawn")
                or front.locations.get("status", publication.location),
                f"Write it under `withdrawn:`, {hint}.",
            )


def withdrawal_without_status(
    publication: Publication, facts: Facts
) -> Iterator[Remark]:
    """Only a withdrawn text says when and why it was withdrawn.

    PIF TICK, Systems: without the status the old text would go on being published.
    """
    del facts
    front = publication.front
    if front.withdrawn and front.status is not Status.WITHDRAWN:
        yield Remark(
            f"the text was withdrawn, and its status is `{front.status.value}`",
            front.locations.get("withdrawn", publication.location),
            "Write `status: withdrawn`, or delete `withdrawn:`.",
        )


RULES = (
    Rule(withdrawal_unexplained, Severity.RELEASE),
    Rule(withdrawal_without_status, Severity.ERROR),
)
