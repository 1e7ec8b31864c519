"""What tests do to the page, in words."""


def ready(page, address="/"):
    """Open the page Maps and wait for its picture."""
    page.goto(address)
    page.wait_for_selector("#maps[data-painted]:not(.stale)")


def painted(page):
    """Wait until the picture is that of the settings."""
    page.wait_for_selector("#maps[data-painted]:not(.stale)")


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


def strip(page):
    """The cost strip's figures as numbers: standard, depthwise, pointwise and separable, twice."""

    def number(selector):
        return int(page.locator(selector).text_content().replace(",", ""))

    parts = (" .depthwise", " .pointwise", " .both")
    return [
        number(f"#strip-{row}-{cell}")
        for row in ("parameters", "work")
        for cell in ("standard", *(f"separable{part}" for part in parts))
    ]
