"""What a rule is: a generator with a severity; its docstring says it all."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plainleaf.findings import Finding, Location, Severity
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says of one place."""

    message: str
    location: Location
    hint: str


Check = Callable[[Publication, Facts], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and how much it matters.

    `needs` names the words without which it cannot be run in a language.
    """

    check: Check
    severity: Severity
    needs: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The readable id: the function's name with hyphens."""
        return str(getattr(self.check, "__name__", "")).replace("_", "-")

    @property
    def summary(self) -> str:
        """The first line of the documentation: what must hold."""
        return inspect.getdoc(self.check).partition("\n")[0]  # type: ignore[union-attr]

    @property
    def source(self) -> str:
        """The standard and clause: the documentation's last paragraph."""
        documentation = inspect.getdoc(self.check) or ""
        first, _, last = documentation.rpartition("\n\n")
        return " ".join(last.split()) if first else ""

    def findings(self, publication: Publication, facts: Facts) -> Iterator[Finding]:
        """Yield what the rule finds in a publication."""
        if not facts.patterns.has(*self.needs):
            return
        for remark in self.check(publication, facts):
            yield Finding(
                rule=self.id,
                severity=self.severity,
                message=remark.message,
                location=remark.location,
                hint=remark.hint,
            )
