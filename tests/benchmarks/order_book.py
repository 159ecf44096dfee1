"""A scenario whose orders stand in a book of so many lines: `write(folder, lines)` gives its file."""
import datetime
import json
import pathlib
import random

ORGANISATIONS, START, WEEKS = 20, datetime.date(2024, 1, 1), 104


def write(folder, lines):
    """Writes the book and the scenario. Gives the scenario's path and the units ordered in all."""
    folder = pathlib.Path(folder)
    luck, ordered = random.Random(lines), 0
    book = folder / f"book-{lines}.csv"
    with book.open("w", encoding="utf-8") as out:
        out.write("id,organisation,supplier,product,units,placed,due\n")
        for line in range(lines):
            units = luck.randint(1, 99)
            placed = START + datetime.timedelta(days=luck.randrange(7 * WEEKS - 60))
            due = placed + datetime.timedelta(days=60)
            out.write(f"order-{line},o{luck.randrange(ORGANISATIONS)},s,gpu,{units},{placed},{due}\n")
            ordered += units
    scenario = {
        "allot": 1, "name": "book", "start": str(START), "end": str(START + datetime.timedelta(weeks=WEEKS)),
        "products": {"gpu": {}},
        "organisations": {f"o{i}": {} for i in range(ORGANISATIONS)},
        "suppliers": {"s": {
            "supply": {"plan": {"product": "gpu", "from": str(START + datetime.timedelta(weeks=1)),
                                "until": str(START + datetime.timedelta(weeks=WEEKS)), "every": "1w",
                                "rate": f"{ordered * 10 // (13 * WEEKS)}/w"}},
            "allocation": {"every": "1w", "levels": ["organisation", "order"],
                           "rules": {"organisation": "proportional", "order": "fifo"}},
            "routes": {"default": [{"stage": "transport", "delay": {"lognormal": {"median": "30d", "sigma": 0.5}}}]}}},
        "order_books": [book.name]}
    path = folder / f"book-{lines}.json"
    path.write_text(json.dumps(scenario), encoding="utf-8")
    return path, ordered
