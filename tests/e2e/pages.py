"""What the browser tests ask of a page."""

from functools import cache, lru_cache
from io import BytesIO
from math import ceil, floor
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

PROBE = Path(__file__).with_name("probe.js").read_text()
FAINT_SHARE = 0.05
"""A thin line or the soft edge of a corner may cross a text's box."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PAGES = [
    "home",
    "zoeken",
    "zoeken met woord",
    "zoeken met filters",
    "zoeken zonder resultaat",
    "cluster",
    "rol",
    "toolkits",
    "agenda",
    "maand",
    "voortgang",
    "toolkit",
    "praktijkverhaal",
    "werkinstructie",
    "werkinstructie met rol",
    "training",
    "nieuws",
    "pagina",
    "deel uw kennis",
    "versies",
    "klopt niet meer",
    "niet gevonden",
]

# Before the page's own scripts, so that no violation is missed.
WATCH = """window.__csp = [];
document.addEventListener('securitypolicyviolation',
  e => window.__csp.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile || ''}`));"""


@cache
def axe_source(file: str) -> str:
    """The program of axe, read once."""
    return Path(file).read_text()


def probe(page: Page) -> None:
    """Put our questions in the page, through the debugger: the page's policy stays in force."""
    page.evaluate(PROBE)


def axe(page: Page, file: str, rules: list[str] | None = None, *, settle: bool = True) -> list[str]:
    """Return violations, and what axe leaves open and a look at the pixels does not settle.

    Without ``settle`` the open contrasts are left to another width, where the inks are the same.
    """
    page.evaluate(axe_source(file))
    probe(page)
    options = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    found = page.evaluate(
        "o => axe.run(document, {runOnly: o, resultTypes: ['violations', 'incomplete']})", options
    )
    wrong = [
        f"{result['id']}: {node['html'][:120]}"
        for result in found["violations"]
        for node in result["nodes"]
    ]
    unsettled = []
    for result in found["incomplete"]:
        for node in result["nodes"]:
            if result["id"] == "color-contrast":
                unsettled.append(node["target"][-1])
            else:
                wrong.append(f"open: {result['id']}: {node['html'][:120]}")
    return wrong + too_faint(page, unsettled) if settle and unsettled else wrong


def too_faint(page: Page, selectors: list[str]) -> list[str]:
    """Return the texts that do not stand out from the pixels behind them.

    axe leaves a text open as soon as a cut corner or a spine is drawn near it. Here the page is
    photographed without its letters, and every text's ink held against what is there.
    """
    texts = page.evaluate("s => probe.texts(s)", selectors)
    page.evaluate("probe.hideText()")
    picture = Image.open(BytesIO(page.screenshot(full_page=True, scale="css"))).convert("RGB")
    page.evaluate("probe.showText()")
    wrong = []
    for text in texts:
        ink = luminance(tuple(text["ink"]))
        for left, top, right, bottom in text["boxes"]:
            box = (floor(left), floor(top), ceil(right), ceil(bottom))
            area = picture.crop(box)
            faint = sum(
                count
                for count, colour in area.getcolors(area.width * area.height)
                if contrast(ink, luminance(colour)) < text["needed"]
            )
            if faint > FAINT_SHARE * area.width * area.height:
                share = round(100 * faint / (area.width * area.height))
                wrong.append(f"faint on {share} % of its place: {text['what']}")
    return wrong


@lru_cache(maxsize=4096)
def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance of WCAG 2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """Contrast ratio of two luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
