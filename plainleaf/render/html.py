"""The web page: complete without script or network, its assets beside it."""

from pathlib import PurePosixPath

from babel import Locale, UnknownLocaleError

from plainleaf.messages import Messages
from plainleaf.model import Download, PageMap, Publication, Rendition, Sibling
from plainleaf.render.epub_access import Told, access_of
from plainleaf.render.fonts import PLAIN, FaceUse, faces_for
from plainleaf.render.kept_together import unbroken
from plainleaf.render.media_types import MEDIA_TYPES
from plainleaf.render.page_marks import NO_MARKS, marks_for
from plainleaf.render.photographs import for_page
from plainleaf.render.picture_room import page_rules
from plainleaf.render.structured_data import structured_data
from plainleaf.render.styles import accent_rule, style
from plainleaf.render.templating import flat_name, render_template, target_for
from plainleaf.render.web_faces import face_files, face_name, face_rules, first_needed
from plainleaf.typefaces import UPRIGHT

PAGE = PurePosixPath("index.html")
ASSETS = PurePosixPath("assets")
STYLES = (
    "tokens.css",
    "dark.css",
    "blocks.css",
    "care.css",
    "page.css",
    "narrow.css.jinja",
)


def render(
    publication: Publication,
    *,
    downloads: tuple[Download, ...],
    siblings: tuple[Sibling, ...],
    pages: PageMap | None = None,
) -> Rendition:
    """Return the page and its assets.

    `downloads` are the finished editions the page offers, `siblings` the same
    leaflet in its other languages, `pages` the printed handout's. No file is named
    from outside `assets/`.
    """
    target = target_for(
        publication,
        "html",
        folder="assets/images/",
        marks=marks_for(publication, pages, edition="html") if pages else NO_MARKS,
    )
    facts: dict[str, object] = dict(  # noqa: C408  passed on as keywords
        target=target,
        downloads=downloads,
        names=[name_download(download, target.say) for download in downloads],
        descriptions=[
            describe_download(download, target.say) for download in downloads
        ],
        access=_access(publication, downloads, pages, target.say),
        siblings=siblings,
        language_name=language_name,
        media_types=MEDIA_TYPES,
        canonical=publication.address,
        structured_data=structured_data(publication, downloads),
    )
    text = render_template("page.html.jinja", publication, preloads=[], **facts)
    uses = faces_for(text, styles=UPRIGHT, always=PLAIN).uses
    preloads = [f"{ASSETS}/{face_name(use)}" for use in first_needed(uses)]
    page = render_template("page.html.jinja", publication, preloads=preloads, **facts)
    return Rendition(
        "html",
        {
            PAGE: page.encode(),
            ASSETS / "page.css": page_style(publication, uses).encode(),
            **face_files(uses, ASSETS),
            **{
                ASSETS / "images" / flat_name(name): for_page(image).raw
                for name, image in publication.images.items()
            },
        },
    )


def _access(
    publication: Publication,
    downloads: tuple[Download, ...],
    pages: PageMap | None,
    say: Messages,
) -> tuple[Told, ...]:
    """Return in sentences how the e-book can be read, if the page offers one."""
    if not any(download.format == "epub" for download in downloads):
        return ()
    return tuple(access_of(publication, pages or PageMap(0, {})).told(say))


def page_style(publication: Publication, uses: tuple[FaceUse, ...]) -> str:
    """Return the page's one style sheet: faces, tokens, blocks, page, pictures."""
    accent = accent_rule(publication.publisher.accent)
    return face_rules(uses) + style(*STYLES) + accent + page_rules(publication)


def language_name(language: str) -> str:
    """Return a language's own name for itself, as its readers look for it.

    It stands alone in a list, so it begins with a capital in every language. Of a tag
    that CLDR does not know (no-NO) as much is named as it knows.
    """
    name, tag = language, language
    while tag:
        try:
            name = Locale.parse(tag, sep="-").get_display_name() or language
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("-")[0]
        else:
            break
    return name[:1].upper() + name[1:]


def name_download(download: Download, say: Messages) -> str:
    """Return what readers know a finished edition by."""
    match download.format:
        case "pdf" if download.points:
            return say.marked("handout-in-large-print")
        case "pdf":
            return say.marked("handout-to-print")
        case _:
            return say.marked("e-book")


def describe_download(download: Download, say: Messages) -> str:
    """Return a finished edition's format, size and pages in words."""
    facts = [download.format.upper()]
    if download.points:
        facts.append(say.phrase("point-letters", points=download.points))
    if download.pages:
        facts.append(say.pages(download.pages))
    return say.listed(map(unbroken, (*facts, say.size(download.size))))
