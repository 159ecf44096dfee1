"""Scenarios that grow in one direction: each writes one of that size into a folder and gives its file."""
import datetime
import json
import random

START = datetime.date(2024, 1, 1)
ORGANISATIONS = 20
FILE = "scenario.json"


def write(folder, scenario):
    path = folder / FILE
    path.write_text(json.dumps({"allot": 1, "name": "growing", "start": str(START)} | scenario), encoding="utf-8")
    return path


def supplier(units_a_week, until):
    return {
        "supply": {"plan": {"product": "gpu", "from": str(START), "until": until, "every": "1w", "rate": f"{units_a_week}/w"}},
        "allocation": {"every": "1w", "rules": {"organisation": "proportional", "order": "fifo"}},
        "routes": {"default": [{"stage": "transport", "delay": {"triangular": {"min": "3d", "mode": "7d", "max": "21d"}}}]}}


def write_book(path, lines):
    """Eight columns, 20 organisations with two sites each. Gives the units ordered in all."""
    luck, ordered = random.Random(7), 0
    with path.open("w", encoding="utf-8") as out:
        out.write("id,organisation,supplier,product,units,placed,due,site\n")
        for line in range(lines):
            owner, units = f"o{luck.randrange(ORGANISATIONS)}", 8 * luck.randint(1, 12)
            placed = START + datetime.timedelta(days=luck.randrange(700))
            due = placed + datetime.timedelta(days=luck.randint(60, 180))
            site = luck.choice([f"{owner}-a", f"{owner}-b", f"{owner}-a|{owner}-b"])
            out.write(f"order-{line:07},{owner},maker,gpu,{units},{placed},{due},{site}\n")
            ordered += units
    return ordered


def book(folder, size):
    """A book of so many orders over two years, five in six of whose units are made; its scenario, and the units ordered."""
    ordered = write_book(folder / "book.csv", size)
    room = {"hall": {"at": str(START), "add": ordered * 45 // (100 * ORGANISATIONS)}}
    owners = [f"o{i}" for i in range(ORGANISATIONS)]
    path = write(folder, {
        "end": "2026-01-01",
        "products": {"gpu": {"lot": 8, "price": "30000 USD"}},
        "organisations": {owner: {"delay_cost": "50 USD"} for owner in owners},
        "sites": {f"{owner}-{letter}": {"organisation": owner, "room": room, "commissioning": "7d"}
                  for owner in owners for letter in "ab"},
        "suppliers": {"maker": supplier(ordered * 10 // (12 * 104 * 8) * 8, "2026-01-01")},
        "order_books": ["book.csv"],
        "variants": {"less": {"suppliers": {"maker": {"supply": {"plan": {"scale": 0.8}}}}}}})
    return path, ordered


def orders(folder, size):
    """The same without the units."""
    return book(folder, size)[0]


def market(size, more):
    return {"end": "2024-07-01", "products": {"gpu": {"lot": 8, "power": "1.4 kW"}},
            "organisations": {f"o{i}": {"delay_cost": "50 USD"} for i in range(size)},
            "suppliers": {"maker": supplier(40 * size, "2024-07-01")}} | more


def organisations(folder, size):
    """So many organisations that order at random, about once a fortnight, for half a year."""
    stream = {"supplier": "maker", "product": "gpu", "every": {"exponential": {"mean": "14d"}},
              "units": {"discrete": [[80, 0.5], [120, 0.5]]}, "due_after": "60d"}
    return write(folder, market(size, {"streams": [{"organisation": f"o{i}"} | stream for i in range(size)]}))


def sites(folder, size):
    """So many organisations with one order each and a site whose room and power come in two steps."""
    steps = {"first": {"at": "2024-02-01", "add": 200}, "second": {"at": "2024-04-01", "add": 300}}
    hall = {"room": steps, "power": {"grid": {"at": str(START), "add": "1 MW"}}, "commissioning": "5d"}
    order = {"supplier": "maker", "product": "gpu", "units": 400, "placed": "2024-01-15", "due": "2024-05-01"}
    return write(folder, market(size, {
        "sites": {f"hall{i}": {"organisation": f"o{i}"} | hall for i in range(size)},
        "orders": {f"order{i}": {"organisation": f"o{i}"} | order for i in range(size)}}))


def interventions(folder, size):
    """So many diversions of 80 units in the second half of the time, among ten organisations that order at random."""
    path = organisations(folder, 10)
    scenario = json.loads(path.read_text(encoding="utf-8"))
    day = datetime.timedelta(days=1)
    scenario["interventions"] = {
        f"move{i}": {"at": str(START + (90 + i) * day),
                     "divert": {"product": "gpu", "units": 80, "from": f"o{i % 10}", "to": f"o{(i + 3) % 10}", "partial": True}}
        for i in range(size)}
    path.write_text(json.dumps(scenario), encoding="utf-8")
    return path
