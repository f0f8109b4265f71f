"""The board's report as a tagged PDF, laid out by WeasyPrint from the HTML."""

import io
import re
from contextlib import redirect_stdout
from hashlib import sha256
from importlib import import_module
from types import ModuleType

from joinedup.assessment import Assessment
from joinedup.errors import UserError
from joinedup.report import render as render_html

from . import Context

EXTRA = (
    "PDF needs WeasyPrint, which is not installed. Install it: pip install 'joinedup[pdf]'. The HTML prints as well."
)
SYSTEM = (
    "PDF needs pango, a library of the system, and it cannot be loaded ({0}). Install it. "
    "Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation. "
    "Fedora: dnf install pango. macOS: brew install pango. The HTML prints as well."
)
PROTOCOLS = ("data",)
"""What may be fetched: what the page itself holds."""
LIMITS = "*{overflow-wrap:break-word!important}"
"""What WeasyPrint needs to be told and a browser does not: under `anywhere` it makes columns a letter wide."""
UNTOUCHED = re.compile("(<style>.*?</style>|<title>.*?</title>|<svg.*?</svg>|<[^>]*>)", re.DOTALL)
LONG = re.compile(r"(?:&[#\w]+;|[^\s&\u200b]){60}")
"""So many characters without a place to break: no word of a language, and wider than some columns."""


def render(assessment: Assessment, context: Context) -> bytes:
    """The report as a PDF.

    Raises:
        UserError: WeasyPrint or a library of the system that it needs is missing.
    """
    return document(render_html(assessment, context))


def document(html: str) -> bytes:
    """A page of ours as a PDF with tags, title and language; the same bytes for the same page.

    Raises:
        UserError: WeasyPrint or a library of the system that it needs is missing.
    """
    weasyprint = _weasyprint()
    page = _breakable(html).encode("utf-8", "replace")
    fetch = weasyprint.urls.URLFetcher(allowed_protocols=PROTOCOLS)
    made: bytes = weasyprint.HTML(
        file_obj=io.BytesIO(page), encoding="utf-8", url_fetcher=fetch
    ).write_pdf(
        stylesheets=[weasyprint.CSS(string=LIMITS)],
        pdf_tags=True,  # no variant: what claims to be PDF/UA has been tested by people, not by a program
        pdf_version="1.7",
        pdf_identifier=sha256(page).digest()[:16],  # else none, or of the moment
        optimize_images=False,
    )
    return made


def _breakable(page: str) -> str:
    """The page with a place to break in what has none, so that no table grows wider than the paper."""
    parts = UNTOUCHED.split(page)
    parts[::2] = [LONG.sub(r"\g<0><wbr>", part) for part in parts[::2]]
    return "".join(parts)


def _weasyprint() -> ModuleType:
    """WeasyPrint, which says a great deal on standard output where a library is missing.

    Raises:
        UserError: it, or what it needs, is missing; the message says what to install.
    """
    try:
        with redirect_stdout(io.StringIO()):
            weasyprint = import_module("weasyprint")
            urls = import_module("weasyprint.urls")
    except ImportError as error:
        raise UserError(EXTRA if (error.name or "").split(".")[0] == "weasyprint" else f"{EXTRA} ({error})") from None
    except OSError as error:
        missing = re.search(r"library '([^']+)'", str(error))
        raise UserError(SYSTEM.format(missing.group(1) if missing else error)) from None
    if not hasattr(urls, "URLFetcher"):
        raise UserError(f"PDF needs a newer WeasyPrint than {weasyprint.__version__}: pip install -U 'joinedup[pdf]'")
    return weasyprint
