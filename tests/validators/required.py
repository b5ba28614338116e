"""A test that needs a program fails without it, unless the absence was declared."""

import os
from importlib import import_module
from types import ModuleType

import pytest

MODULES = (
    "verapdf",
    "epubcheck",
    "ace",
    "nu",
    "browser",
    "readers",
    "hosts",
    "poppler",
)
DECLARED = "PLAINLEAF_WITHOUT"


def require(name: str) -> ModuleType:
    """Give the validator's module when its program is installed.

    ``name`` is one of ``MODULES``. When the program is missing the test fails and says
    how to get it. A machine that cannot have it declares ``PLAINLEAF_WITHOUT=name`` (or
    several, with commas); then the test is skipped and the summary says why.

    >>> verapdf = require("verapdf")
    >>> assert verapdf.validate("ua1", [pdf]) == {pdf: []}
    """
    if name not in MODULES:
        raise ValueError(f"no validator is called {name}: {', '.join(MODULES)}")
    module = import_module(f"validators.{name}")
    absent: str | None = module.missing()
    if absent is None:
        return module
    if name in os.environ.get(DECLARED, "").split(","):
        pytest.skip(f"not checked by {name}, as {DECLARED} says: missing {absent}")
    pytest.fail(
        f"{name} cannot run: missing {absent}. "
        f"Where it cannot be had, declare it: {DECLARED}={name}",
        pytrace=False,
    )
