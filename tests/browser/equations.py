"""The equations that a page prints, checked in exact arithmetic on the printed digits."""

import re
from fractions import Fraction

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?²?"
SUM = rf"[−-]?{NUMBER}(?:\s*[·×/÷+−]\s*{NUMBER})*"
EQUATION = re.compile(rf"{SUM}(?:\s*[=≈]\s*{SUM})+")


def equations(element):
    """The equations between numbers in the visible text of an element, such as "1/32 + 1/9 ≈ 0.142"."""
    return EQUATION.findall(element.inner_text())


def is_true(equation):
    """Whether both sides of each "=" are the same number, and those of each "≈" are only nearly so."""
    first, *rest = re.split(r"([=≈])", equation)
    value = _value(first)
    for sign, side in zip(rest[::2], rest[1::2], strict=True):
        difference, unit = abs(_value(side) - value), Fraction(1, 10 ** len(side.strip().partition(".")[2]))
        if difference if sign == "=" else not 0 < difference <= unit / 2:
            return False
    return True


def _value(text):
    """The number that a sum of products and quotients stands for."""
    terms = re.findall(r"[+−-]?[^+−-]+", re.sub(r"[\s,]", "", text))
    return sum(_product(term.lstrip("+−-")) * (-1 if term[0] in "−-" else 1) for term in terms)


def _product(term):
    first, *rest = re.split(r"([·×/÷])", term)
    product = _number(first)
    for sign, factor in zip(rest[::2], rest[1::2], strict=True):
        product = product / _number(factor) if sign in "/÷" else product * _number(factor)
    return product


def _number(text):
    return Fraction(text.rstrip("²")) ** (2 if text.endswith("²") else 1)
