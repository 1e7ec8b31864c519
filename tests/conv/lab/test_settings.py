from dataclasses import fields
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv.lab.settings import FIELDS, START, Settings, SettingsError, nearest, read
from conv.shapes import output_size


def values(f):
    """Any valid value of a field."""
    if "options" in f.metadata:
        return st.sampled_from(list(f.metadata["options"]))
    if "low" in f.metadata:
        return st.integers(f.metadata["low"], f.metadata["high"])
    return st.sampled_from(["", "d0.1.2*-0.5", "p4.0*1_s4.0.1.2*3.25"])


ANY = st.fixed_dictionaries({}, optional={name: values(f) for name, f in FIELDS.items()})


@given(ANY)
def test_settings_survive_the_query_string(chosen):
    """This includes kernels that were reduced to fit."""
    settings, _ = read(chosen)
    assert (settings, "") == read(dict(parse_qsl(settings.to_query())))


@given(ANY)
def test_settings_from_outside_always_have_an_output(chosen):
    """The kernel never exceeds the padded input."""
    s, _ = read(chosen)
    assert output_size(s.size, s.kernel, s.stride, s.padding, s.dilation) >= 1


@given(ANY)
def test_only_the_kernel_is_changed_to_make_settings_fit(chosen):
    """It becomes the largest kernel that fits."""
    s, message = read(chosen)
    changed = {name for name, value in chosen.items() if getattr(s, name) != value}
    if changed:
        assert {"kernel"} == changed
        assert f"kernel={chosen['kernel']} does not fit" in message
        with pytest.raises(SettingsError):
            Settings(**chosen | {"kernel": s.kernel + 1})


@pytest.mark.parametrize("bad", ["x", "3.5", 3.5, None, [], {}, "1e3", "1_0", "٣", float("nan"), "9" * 99])
@pytest.mark.parametrize("name", ["stride", "size", "image", "bias", "padding", "edits"])
def test_a_bad_value_gives_its_default_and_a_reason(name, bad):
    """`read` never raises, and valid settings are kept."""
    settings, message = read({name: bad, "channels": "8"})
    assert Settings(channels=8) == settings
    assert message.startswith(name)


@pytest.mark.parametrize(("value", "limit"), [("-1", 1), ("0", 1), ("3000", 320), (10**12, 320)])
def test_a_number_out_of_range_gives_the_default_or_the_limit(value, limit):
    """`read` uses the default; `nearest` clamps to the limit."""
    assert (Settings(), f"size={value}: choose a whole number from 1 to 320.") == read({"size": value})
    assert Settings(size=limit, kernel=min(3, limit)) == nearest({"size": value})


@pytest.mark.parametrize("odd", [None, [1], "size=9", 3])
def test_other_types_than_mappings_give_the_start(odd):
    """A request may contain anything."""
    assert (START, "") == read(odd)


@pytest.mark.parametrize("bare", [{}, {"utm_source": "mail"}, {"at": "5", "mode": "race"}])
def test_an_address_without_settings_shows_the_first_example(bare):
    """With any setting, all others have their defaults, as they always had."""
    assert (START, "") == read(bare)
    assert (Settings(filters=64), "") == read(bare | {"filters": "64"})
    assert START == nearest(bare)


def test_the_longest_edits_are_read():
    """The longest possible edits are read in full."""
    edits = "_".join(["s1023.1023.10.10*-123456.12345678"] * 2_000)
    assert (edits, "") == (read({"edits": edits})[0].edits, read({"edits": edits})[1])


def test_a_message_has_the_value_and_the_allowed_range():
    """The user can correct the value."""
    assert "stride=9: choose a whole number from 1 to 4." == read({"stride": "9"})[1]
    assert "unit='furlongs': choose one of macs, flops." == read({"unit": "furlongs"})[1]
    assert "padding='x': choose valid, same or a whole number from 0 to 20." == read({"padding": "x"})[1]


def test_a_link_without_its_uploaded_picture_is_explained():
    """The settings are then those of the sample picture."""
    settings, message = read({"image": "unshared", "size": "8"})
    assert Settings(size=8) == settings
    assert message == "This link is about somebody's own picture, which stays with them; a sample stands in its place."


def test_only_two_messages_are_shown():
    """Two are shown, with the number of the others."""
    assert read(dict.fromkeys(("size", "stride", "bias", "unit"), "x"))[1].endswith("1 to 4. And 2 more.")


def test_a_kernel_that_does_not_fit_is_explained():
    """The message names the largest kernel that fits."""
    settings, message = read({"size": 6, "kernel": 5, "dilation": 2, "padding": 1})
    assert 4 == settings.kernel
    assert (
        "kernel=5 does not fit: with dilation 2 it spans 9 cells and the padded input has 8. "
        "Choose a kernel of at most 4." == message
    )


def test_unknown_keys_are_ignored():
    """For example, tracking parameters."""
    assert (Settings(stride=2), "") == read({"stride": "2", "utm_source": "mail"})


def test_a_query_string_has_only_changed_settings():
    """The query string stays short enough to be read out in class."""
    assert "image=coffee" == Settings().to_query()  # an empty one would be the first example
    assert "size=64&filters=64" == Settings(size=64, filters=64).to_query()


def test_every_slider_can_stop_at_its_default_and_its_limits():
    """A default between two steps would be displayed wrongly."""
    for f in fields(Settings):
        if steps := f.metadata.get("steps"):
            assert f.default in steps
            assert f.metadata["low"] <= steps[0] < steps[-1] <= f.metadata["high"]
