"""The closed schema of the front matter and of publisher.yaml.

The classes mirror what authors write (a mapping of abbreviations, say), not what
imprint holds; values.py has the checks of single values.

The module passes 300 lines because it is one list of keys, as the JSON Schema is.
"""

from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from plainleaf.parse.values import (
    Accent,
    Country,
    Day,
    Doi,
    Id,
    Language,
    Line,
    Mail,
    Needed,
    Number,
    One,
    Orcid,
    Pmid,
    ReferenceId,
    Size,
    Text,
    Texts,
    Web,
    YesNo,
    choice,
    listed,
)

TYPES = (
    "condition-guide",
    "treatment-guide",
    "procedure",
    "medicine",
    "discharge",
    "consent",
    "faq",
    "general",
)
STATUSES = ("draft", "in-review", "approved", "withdrawn")
REVIEWER_KINDS = ("clinical", "lay", "accessibility", "editorial", "translation")
STUDIES = (
    "in-vitro",
    "animal",
    "case-report",
    "case-series",
    "observational",
    "trial",
    "randomised-trial",
    "systematic-review",
    "guideline",
    "review",
    "regulator",
)
HUMAN_TRIALS = ("none", "none-completed", "early", "some", "randomised")
SUBJECT_KINDS = (
    "MedicalCondition",
    "MedicalTherapy",
    "MedicalProcedure",
    "SurgicalProcedure",
    "TherapeuticProcedure",
    "DiagnosticProcedure",
    "Drug",
    "MedicalDevice",
    "MedicalTest",
    "AnatomicalStructure",
    "SymptomOrSign",
    "LifestyleModification",
    "DietarySupplement",
)
WCAG = tuple(
    f"WCAG {v} {level}" for v in ("2.1", "2.2") for level in ("A", "AA", "AAA")
)
PAGES = ("A4", "A5", "Letter", "Legal")
PROFILES = ("ua-1", "ua-2")
PRINT_STYLES = ("rnib", "acb")
DOSE_STYLES = ("nhs", "ismp")
Study: TypeAlias = Annotated[str, choice(STUDIES)]
Studies: TypeAlias = Annotated[list[Study], BeforeValidator(listed)]


class Closed(BaseModel):
    """A group of keys in which an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class DatesKeys(Closed):
    """`dates:`."""

    written: Day = None
    published: Day = None
    last_reviewed: Day = None
    next_review: Day = None


class WithdrawnKeys(Closed):
    """`withdrawn:`."""

    on: Day = None
    reason: Line = None
    replaced_by: Line = None


class AuthorKeys(Closed):
    """One of `authors:`; a name alone will do."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    name: Needed
    role: Text = None
    credentials: Text = None
    orcid: Orcid = None


class ReviewerKeys(AuthorKeys):
    """One of `reviewers:`."""

    kind: Annotated[str | None, choice(REVIEWER_KINDS)] = None
    reviewed_on: Day = None
    conflicts: Text = None


class TranslationKeys(Closed):
    """`translation:`, in a text that was translated."""

    of: Language
    version: Text = None
    translators: Annotated[list[AuthorKeys], BeforeValidator(listed)] = []


class AudienceKeys(Closed):
    """`audience:`."""

    who: Text = None
    reading_age_target: Text = None


class SubjectKeys(Closed):
    """One of `about:`."""

    kind: Annotated[str, choice(SUBJECT_KINDS)]
    name: Needed
    codes: dict[str, Needed] = {}


class EvidenceKeys(Closed):
    """`evidence:`."""

    basis: Studies = []
    human_trials: Annotated[str | None, choice(HUMAN_TRIALS)] = None
    known: Text = None
    unknown: Text = None
    searched_on: Day = None


class ReferenceKeys(Closed):
    """One of `references:`."""

    id: ReferenceId
    authors: Texts = []
    title: Needed
    year: Text = None
    container: Text = None
    volume: Text = None
    pages: Text = None
    publisher: Text = None
    doi: Doi = None
    pmid: Pmid = None
    url: Web = None
    retrieved: Day = None
    study: Studies = []
    language: Language = None


class ContactKeys(Closed):
    """One of `contacts:`."""

    name: Needed
    phone: Text = None
    email: Mail = None
    url: Web = None
    address: Text = None
    hours: Text = None
    relay: Text = None


class PrintKeys(Closed):
    """`print:`."""

    page: Annotated[str | None, choice(PAGES)] = None
    sizes: Annotated[list[Size], BeforeValidator(listed)] = [14, 18]
    profile: Annotated[str | None, choice(PROFILES)] = None
    archival: YesNo = False
    style: Annotated[str | None, choice(PRINT_STYLES)] = None
    max_pages: Number = None


class FormatsKeys(Closed):
    """`formats_on_request:`."""

    text: Text = None
    phone: Text = None
    email: Mail = None


class FeedbackKeys(Closed):
    """`feedback:`."""

    url: Web = None
    email: Mail = None


class ChangeKeys(Closed):
    """One of `changes:`."""

    version: Needed
    text: Needed
    on: Day = None


class AllowKeys(Closed):
    """One of `allow:`, a rule set aside with a reason."""

    rule: Needed
    reason: Needed
    where: Line = None
    by: Text = None
    until: Day = None


class EvaluationKeys(Closed):
    """One of `evaluations:`, who looked at what, and when."""

    by: Needed
    on: Day = None
    what: Needed
    outcome: Text = None
    url: Web = None
    standard: Annotated[str | None, choice(WCAG)] = None
    content: Text = None


class FrontMatterKeys(Closed):
    """The front matter of a leaflet. Everything may be left out."""

    schema_: One = Field(default=None, alias="schema")
    id: Id = None
    language: Language = None
    type: Annotated[str | None, choice(TYPES)] = None
    title: Line = None
    subtitle: Line = None
    description: Line = None
    purpose: Text = None
    status: Annotated[str | None, choice(STATUSES)] = None
    withdrawn: WithdrawnKeys | None = None
    version: Text = None
    dates: DatesKeys | None = None
    authors: Annotated[list[AuthorKeys], BeforeValidator(listed)] = []
    translation: TranslationKeys | None = None
    reviewers: Annotated[list[ReviewerKeys], BeforeValidator(listed)] = []
    funding: Text = None
    conflicts_of_interest: Text = None
    advertising: Text = None
    user_involvement: Text = None
    audience: AudienceKeys | None = None
    main_message: Line = None
    call_to_action: Line = None
    jurisdictions: Annotated[list[Country], BeforeValidator(listed)] = []
    emergency_number: Text = None
    dose_style: Annotated[str | None, choice(DOSE_STYLES)] = None
    about: Annotated[list[SubjectKeys], BeforeValidator(listed)] = []
    evidence: EvidenceKeys | None = None
    abbreviations: dict[str, Needed] | None = None
    glossary: dict[str, Text] | None = None
    references: Annotated[list[ReferenceKeys], BeforeValidator(listed)] = []
    contacts: dict[str, ContactKeys] | None = None
    print: PrintKeys | None = None
    formats_on_request: FormatsKeys | None = None
    related: dict[str, Needed] | None = None
    feedback: FeedbackKeys | None = None
    changes: Annotated[list[ChangeKeys], BeforeValidator(listed)] = []
    allow: Annotated[list[AllowKeys], BeforeValidator(listed)] = []
    evaluations: Annotated[list[EvaluationKeys], BeforeValidator(listed)] = []
    license: Text = None


class PublisherKeys(Closed):
    """publisher.yaml."""

    name: Text = None
    address: Text = None
    url: Web = None
    base_url: Web = None
    phone: Text = None
    email: Mail = None
    logo: Text = None
    logo_alt: Text = None
    accent: Accent = None
    page: Annotated[str | None, choice(PAGES)] = None
    jurisdiction: Country | None = None
    language: Language = None
    language_help: Text = None
    emergency_line: Line = None
    local: dict[str, Texts] | None = None
