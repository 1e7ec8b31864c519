"""What tests do to the page, in words."""

from dataclasses import asdict
from decimal import ROUND_HALF_UP, Context, Decimal
from urllib.parse import parse_qsl

from conv.cost import cost
from conv.lab.settings import read
from tools.served import THUMB

REST = 250  # ms; the page waits 150


def watch(page, lab, faults):
    """Note in `faults` what goes wrong in a page, and whom it asks but the lab."""
    page.set_default_timeout(10_000)  # ms; a test that fails should not wait for half a minute
    page.set_default_navigation_timeout(30_000)  # on a busy machine, the first page of a fresh server takes long
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda r: faults.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("request", lambda r: r.url.startswith((lab, "data:", "blob:")) or faults.append(f"asked {r.url}"))


def ready(page, query="?image=coffee"):
    """Open the page Maps, by default with all settings' defaults, and wait for its picture."""
    page.goto(f"/maps{query}")
    painted(page)


def painted(page):
    """Wait until the picture is that of the settings."""
    page.wait_for_selector("#maps[data-painted]:not(.stale)")


def change_theme(page, theme):
    """Let the system prefer "light" or "dark", and wait until the open page follows."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_function("theme => document.documentElement.dataset.theme === theme", arg=theme)


def thumb(page, label):
    """A slider's handle."""
    return page.get_by_role("slider", name=label, exact=True)


def field(page, name):
    """The field beside a slider, by the setting's name."""
    return page.locator(f"#number-{name}")


def write(page, name, value):
    """Type a value into a field."""
    field(page, name).fill(str(value))
    field(page, name).press("Enter")


def grip(page, label):
    """Press on a slider's handle; its place."""
    slider = thumb(page, label)
    track = slider.bounding_box()
    share = slider.evaluate("one => (one.value - one.min) / (one.max - one.min)")
    x, y = track["x"] + THUMB / 2 + share * (track["width"] - THUMB), track["y"] + track["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def choose(page, label, option):
    """Choose from a list."""
    page.get_by_role("combobox", name=label, exact=True).select_option(label=option)


def strip(page):
    """The cost strip's figures as numbers: standard, depthwise, pointwise and separable, twice."""
    return [
        int(page.locator(f"#strip-{row}-{part}").text_content().replace(",", ""))
        for row in ("parameters", "work")
        for part in ("standard", "depthwise", "pointwise", "separable")
    ]


def figures(settings, figure="macs"):
    """What the strip must show of the costs."""
    costs = cost(**settings.layer)
    stages = (costs.standard, costs.depthwise, costs.pointwise, costs.separable)
    return [getattr(stage, name) for name in ("parameters", figure) for stage in stages]


def address(page):
    """The settings in the address, once they rest."""
    page.wait_for_timeout(REST)
    query = page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")
    settings, message = read(query)
    assert "" == message
    return settings


def hold(page, answer="maps"):
    """Keep the next requests for an answer from the server; call what this gives to let one through."""
    routes = []
    page.route(f"**/answers/{answer}?*", lambda route: routes.append(route))

    def release():
        for _ in range(3000):  # 30 s: the browser may not have sent it yet, or waits before it sends it again
            if routes:
                return routes.pop(0).continue_()
            page.wait_for_timeout(10)
        raise AssertionError("no request came")

    return release


def sliding(page, query=""):
    """Open the page Slide, wait for its picture and stop it at the start."""
    page.goto(f"/{query or '?image=coffee'}")
    slid(page)
    page.keyboard.press("Home")


def slid(page):
    """Wait until the page Slide shows what was chosen."""
    page.wait_for_selector("#slide[data-painted]:not(.stale)")


def turn(page, query, name="slide"):
    """Turn to other settings within the page of this name, as Back and Forward do, and wait for their picture."""
    page.evaluate(
        """([query, name]) => {
            if (["slide", "maps"].includes(name)) delete document.getElementById(name).dataset.painted;
            history.pushState(null, "", query);
            dispatchEvent(new PopStateEvent("popstate"));
        }""",
        arg=[query, name],
    )
    settings, _ = read(dict(parse_qsl(query.removeprefix("?"))))
    page.wait_for_function(
        """([settings, name]) => {
            const { painted } = document.querySelector(`#${name}:not(.stale)`)?.dataset ?? {};
            return painted && Object.entries(JSON.parse(painted)).every(([name, value]) => settings[name] === value);
        }""",
        arg=[asdict(settings), name],
    )


def position(page):
    """Where the clock is."""
    return int(page.locator("#slider-position").input_value())


def scrub(page, at):
    """Drag the clock to a position."""
    page.locator("#slider-position").evaluate(
        "(one, at) => { one.value = at; one.dispatchEvent(new Event('input', { bubbles: true })); }", at
    )


def pace(page, speed):
    """Drag the speed to so many positions a second."""
    index = page.evaluate("speed => load('/slide/schedule.js').SPEEDS.indexOf(speed)", speed)
    page.locator("#slider-speed").evaluate(
        "(one, n) => { one.value = n; one.dispatchEvent(new Event('input')); }", index
    )


def place(page, label):
    """The field "Filter", "Channel" or "Map"; numbers start from 1."""
    return page.locator(".place").get_by_label(label, exact=True)


def panel(page, lane, kind, n=0):
    """The canvas in row n of a lane's "filter", "products", "depthwise" or "output", or of an "input" or a "window"."""
    if kind == "output":
        return page.locator(f".total-{lane} .of-output canvas")
    of_lane = "" if kind in ("input", "window", "difference") else f".in-{lane}"
    return page.locator(f".of-{kind}{of_lane} canvas").nth(n)


def middle(canvas, row, column, cells):
    """Where in a panel of cells × cells one of them has its middle, for the pointer."""
    side = canvas.bounding_box()["width"]
    return {"x": (column + 0.5) * side / cells, "y": (row + 0.5) * side / cells}


def pointed(page, canvas, row, column, cells):
    """Point at a cell; what the page says of it."""
    canvas.hover(position=middle(canvas, row, column, cells))
    return page.locator("#slide-spot").text_content()


def number(text):
    """A number as the page writes it."""
    return float(text.replace("−", "-").replace(",", "").strip("() "))


def sums(page):
    """Both sums, as the page writes them."""
    return [number(page.locator(f".total-{name} .lane-sum b").text_content()) for name in ("standard", "separable")]


def term(value):
    """A value as the page writes it in a sum: with three digits, or two if it is small."""
    return digits(value, 2 if abs(value) < 0.01 else 3)


def digits(value, count):
    """A value as the page writes it, with so many digits; halves are rounded away from zero."""
    return float(Context(prec=count, rounding=ROUND_HALF_UP).create_decimal(Decimal(float(value))))
