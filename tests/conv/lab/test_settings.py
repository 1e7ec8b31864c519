from dataclasses import fields
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv.lab.settings import FIELDS, Settings, SettingsError, nearest, read
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
def test_what_is_written_to_the_address_is_read_back(chosen):
    """Also after a kernel that did not fit was made smaller."""
    settings, _ = read(chosen)
    assert (settings, "") == read(dict(parse_qsl(settings.to_query())))


@given(ANY)
def test_what_is_read_always_has_an_output(chosen):
    """A kernel never exceeds its padded input."""
    s, _ = read(chosen)
    assert output_size(s.size, s.kernel, s.stride, s.padding, s.dilation) >= 1


@given(ANY)
def test_only_the_kernel_is_changed_to_make_settings_fit(chosen):
    """To the largest that does."""
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
    """Nothing from outside can raise, and the other settings stay."""
    settings, message = read({name: bad, "channels": "8"})
    assert Settings(channels=8) == settings
    assert message.startswith(name)


@pytest.mark.parametrize(("came", "limit"), [("-1", 1), ("0", 1), ("3000", 320), (10**12, 320)])
def test_a_number_out_of_range_gives_its_default_and_can_be_mended(came, limit):
    """The limit that it is beyond is the nearest that works."""
    assert (Settings(), f"size={came}: choose a whole number from 1 to 320.") == read({"size": came})
    assert Settings(size=limit, kernel=min(3, limit)) == nearest({"size": came})


@pytest.mark.parametrize("odd", [None, [1], "size=9", 3])
def test_what_is_no_mapping_gives_the_defaults(odd):
    """Whatever a request carries."""
    assert (Settings(), "") == read(odd)


def test_all_values_that_can_be_set_by_hand_are_read():
    """Uncut, the longest of them too."""
    edits = "_".join(["s1023.1023.10.10*-123456.12345678"] * 2_000)
    assert (edits, "") == (read({"edits": edits})[0].edits, read({"edits": edits})[1])


def test_a_reason_names_what_came_and_what_is_allowed():
    """So that anybody can repair it."""
    assert "stride=9: choose a whole number from 1 to 4." == read({"stride": "9"})[1]
    assert "unit='furlongs': choose one of macs, flops." == read({"unit": "furlongs"})[1]
    assert "padding='x': choose valid, same or a whole number from 0 to 20." == read({"padding": "x"})[1]


def test_a_link_about_somebodys_own_picture_says_where_that_is():
    """The address is then that of the sample."""
    settings, message = read({"image": "unshared", "size": "8"})
    assert Settings(size=8) == settings
    assert message == "This link is about somebody's own picture, which stays with them; a sample stands in its place."


def test_many_reasons_are_not_a_wall_of_text():
    """Two, and how many more."""
    assert read(dict.fromkeys(("size", "stride", "bias", "unit"), "x"))[1].endswith("1 to 4. And 2 more.")


def test_a_kernel_that_does_not_fit_is_explained():
    """With the nearest that does."""
    settings, message = read({"size": 6, "kernel": 5, "dilation": 2, "padding": 1})
    assert 4 == settings.kernel
    assert (
        "kernel=5 does not fit: with dilation 2 it spans 9 cells and the padded input has 8. "
        "Choose a kernel of at most 4." == message
    )


def test_unknown_keys_are_ignored():
    """A tracking parameter is no error."""
    assert (Settings(stride=2), "") == read({"stride": "2", "utm_source": "mail"})


def test_an_address_holds_only_what_was_changed():
    """Short enough to read out in a class."""
    assert "" == Settings().to_query()
    assert "size=64&filters=64" == Settings(size=64, filters=64).to_query()


def test_every_slider_can_stop_at_its_default_and_its_limits():
    """A default between stops would be shown wrongly."""
    for f in fields(Settings):
        if steps := f.metadata.get("steps"):
            assert f.default in steps
            assert f.metadata["low"] <= steps[0] < steps[-1] <= f.metadata["high"]
