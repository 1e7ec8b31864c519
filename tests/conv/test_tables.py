import csv
import io

from conv import cost
from conv.tables import FIGURES, QUOTIENT, STAGES, cost_table

LARGEST = {"size": 224, "channels": 1024, "filters": 1024, "kernel": 11, "padding": "same", "multiplier": 8}


def test_the_csv_keeps_every_digit():
    """Parsed with the csv module, every figure equals the counted one."""
    rows = {row["Figure"]: row for row in csv.DictReader(io.StringIO(cost_table(**LARGEST).to_csv()))}
    costs = cost(**LARGEST)
    for figure, label in FIGURES.items():
        for stage, column in STAGES.items():
            counted = getattr(getattr(costs, stage), figure)
            assert counted == type(counted)(rows[label][column])


def test_the_quotient_exists_where_both_forms_have_the_figure():
    """Only the intermediate elements have no quotient, because the standard layer has none."""
    quotients = cost_table(size=32, channels=3, filters=64, kernel=3)[QUOTIENT]
    assert "7.8904" == f"{quotients['MACs']:.4f}"
    assert ["Intermediate elements"] == quotients.index[quotients.isna()].tolist()
