"""The cost formulas with symbols and with numbers. assets/savings/ fills every element that has `data-savings`."""

from dash import html

from conv.tables import STAGES


def formulas() -> list:
    """The table of parameters and work, and the ratio to which both simplify, and what biases add."""
    return [
        _table(),
        html.Div([*_equations(), html.P(className="savings-verdict", role="status", **_savings_attribute("verdict"))]),
        html.P(className="savings-biases with-bias", **_savings_attribute("biases")),
    ]


def value(name: str) -> html.Span:
    """An element that the script fills with the text `name`."""
    return html.Span(**_savings_attribute(name))


def _savings_attribute(name: str) -> dict[str, str]:
    return {"data-savings": name}


def _styled(css: str, *children) -> html.Span:
    """A part of a formula with a CSS class, which hides it for some settings or colours it by stage."""
    return html.Span(list(children), className=css)


def _with_bias(*term) -> html.Span:
    return _styled("with-bias", " + ", *term)


def _table() -> html.Table:
    """The formula of each stage with symbols and with numbers, and its result."""
    k2, m, n = value("kernel"), value("channels"), value("filters")
    symbol_d, number_d = _styled("with-multiplier", " · D"), _styled("with-multiplier", " · ", value("multiplier"))
    parts = [_styled(stage, value(f"{stage}.parameters")) for stage in ("depthwise", "pointwise")]
    rows = [
        _row("standard", ["k² · M · N", _with_bias("N")], [k2, " · ", m, " · ", n, _with_bias(n)]),
        _row(
            "depthwise",
            ["k² · M", symbol_d, _with_bias("M", symbol_d)],
            [k2, " · ", m, number_d, _with_bias(value("maps"))],
        ),
        _row("pointwise", ["M", symbol_d, " · N", _with_bias("N")], [m, number_d, " · ", n, _with_bias(n)]),
        _row("separable", [], [parts[0], " + ", parts[1]]),
    ]
    work = [value("unit"), " = ", value("pixels"), _styled("with-flops", " · 2"), " · weights"]
    head = [html.Td(), html.Th("Parameters", colSpan=3, scope="colgroup"), html.Th(work, scope="col")]
    return html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)])


def _row(stage: str, symbols: list, numbers: list) -> html.Tr:
    both = stage == "separable"
    name = _styled("both", STAGES[stage]) if both else STAGES[stage]
    unit = html.Span([value("unit"), " "], className="savings-unit")
    cells = [
        symbols,
        ["= ", *numbers],
        ["= ", html.B(value(f"{stage}.parameters"))],
        [unit, html.B(value(f"{stage}.work"))],
    ]
    return html.Tr([html.Th(name, scope="row"), *map(html.Td, cells)], className="" if both else stage)


def _equations() -> list[html.Div]:
    """Separable ÷ standard: the closed form with symbols and with numbers."""
    multiplier = [_styled("no-multiplier", "1"), _styled("with-multiplier", "D")]
    forms = _fraction(_styled("both", STAGES["separable"]), _styled("standard", STAGES["standard"]))
    depthwise, pointwise = _fraction(multiplier, "N", "depthwise"), _fraction(multiplier, "k²", "pointwise")
    bound = html.Small(["at most ", value("most"), "×, for any N"])
    denominators = {"depthwise": "filters", "pointwise": "k2"}
    numbers = [_fraction(value("multiplier"), value(name), css) for css, name in denominators.items()]
    saving = html.Strong([value("change.macs"), " ", value("unit")])
    return [
        html.Div([forms, " = ", depthwise, " + ", pointwise, bound], className="equation"),
        html.Div(
            ["= ", numbers[0], " + ", numbers[1], value("ratio.sign"), html.B(value("ratio")), saving],
            className="equation",
        ),
    ]


def _fraction(numerator, denominator, css: str = "") -> html.Span:
    slash = html.Span("/", className="fraction-slash")  # for screen readers and for copied text
    return html.Span([html.Span(numerator), slash, html.Span(denominator)], className=f"fraction {css}")
