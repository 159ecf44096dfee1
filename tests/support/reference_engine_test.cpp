#include "support/reference_engine.hpp"

#include "support/catch.hpp"

namespace allot::reference_engine_test {
namespace {

using allocation::Rule;

constexpr Date spring = 19'782 * day;  // 2024-02-29

Value of(Kind kind, double number, Duration per = 1) {
  Value value;
  value.kind = kind;
  value.number = Decimal::nearest(number);
  value.per = per;
  return value;
}

Value date(Time days) { return of(Kind::date, static_cast<double>(spring + days * day)); }
Value units(Units number) { return of(Kind::units, static_cast<double>(number)); }
Value one() { return of(Kind::number, 1); }
Delay days(double number) { return {of(Kind::duration, number * static_cast<double>(day))}; }
Ref ref(int index) { return {index}; }

SupplyPiece lot(std::string id, Time at, Units size) {
  SupplyPiece piece;
  piece.id = std::move(id);
  piece.product = ref(0);
  piece.at = date(at);
  piece.units = units(size);
  piece.scale = piece.yield = one();
  return piece;
}

Order order(std::string id, int organisation, Units size, Time placed = 0) {
  Order order;
  order.id = std::move(id);
  order.organisation = ref(organisation);
  order.supplier = order.product = ref(0);
  order.units = units(size);
  order.placed = date(placed);
  return order;
}

Source source(std::string id, Time at, Units add) {
  Source source;
  source.id = std::move(id);
  source.at = date(at);
  source.add = units(add);
  return source;
}

Site site(std::string id, int organisation) {
  Site site;
  site.id = std::move(id);
  site.organisation = ref(organisation);
  return site;
}

Route through(std::vector<Stage> stages) { return {"default", std::move(stages)}; }

Intervention intervention(std::string id, Time at, Action action) {
  Intervention it;
  it.id = std::move(id);
  it.at = date(at);
  it.action = std::move(action);
  return it;
}

Scenario market(Time length, Units lot_size = 1) {
  Scenario scenario;
  scenario.start = spring;
  scenario.end = spring + length * day;
  Product& gpu = scenario.products.emplace_back();
  gpu.id = "gpu";
  gpu.lot = lot_size;
  for (const char* id : {"a", "b"}) {
    Organisation organisation;
    organisation.id = id;
    organisation.region = "default";
    organisation.weight = one();
    scenario.organisations.push_back(organisation);
  }
  Supplier supplier;
  supplier.id = "s";
  supplier.allocation.levels = {{Level::order, Rule::fifo}};
  scenario.suppliers.push_back(supplier);
  return scenario;
}

Units level(const ReferenceRun& run, const std::string& name, double day_number) {
  Units found = 0;
  for (const Snapshot& snapshot : run.snapshots)
    if (static_cast<double>(snapshot.at) <= day_number * static_cast<double>(day)) found = snapshot.levels.at(name);
  return found;
}

Units unit_days(const ReferenceRun& run, const std::string& name, Time end) {
  Units sum = 0;
  for (std::size_t i = 0; i < run.snapshots.size(); ++i) {
    const Time next = i + 1 < run.snapshots.size() ? run.snapshots[i + 1].at : end * day;
    sum += run.snapshots[i].levels.at(name) * (next - run.snapshots[i].at);
  }
  return sum / day;
}

// Two organisations: a's hall opens on day 152, b's stands from the start; lots on days 80, 111 and 258.
Scenario swapped() {
  Scenario scenario = market(457, 8);
  scenario.sites = {site("hall", 0), site("atlanta", 1)};
  scenario.sites[0].room = {source("main", 152, 1'000'000)};
  scenario.sites[1].room = {source("main", 0, 1'000'000)};
  scenario.suppliers[0].supply = {lot("l1", 80, 12000), lot("l2", 111, 6000), lot("l3", 258, 6000)};
  scenario.suppliers[0].routes = {through({{"transport", days(0)}})};
  const auto dated = [](Order it, Time at, int site_index) {
    it.not_before = it.due = date(at);
    it.sites = {ref(site_index)};
    return it;
  };
  scenario.orders = {dated(order("t1", 0, 12000, 1), 80, 0), dated(order("x1", 1, 6000, 1), 111, 1),
                     dated(order("x2", 1, 6000, 1), 258, 1)};
  Swap swap;
  swap.product = ref(0);
  swap.units = units(12000);
  swap.sides.resize(2);
  swap.sides[0].organisation = ref(0);
  swap.sides[1].organisation = ref(1);
  swap.states = {true, false, false, false};
  StageDelay late{ref(0), "transport", days(10), {}};
  scenario.interventions = {intervention("swap", 75, swap), intervention("late", 213, late)};
  return scenario;
}

}  // namespace

TEST_CASE("the reference engine gives the GPU-days of a swap to the unit") {
  const ReferenceRun with = reference_run(swapped(), 1, 0);
  CHECK(unit_days(with, "organisation.a.online_units", 457) == 6000 * (457 - 152) + 6000 * (457 - 268));
  CHECK(unit_days(with, "organisation.b.online_units", 457) == 12000 * (457 - 80));
  CHECK(level(with, "intervention.swap.moved_units", 100) == 12000);
  Scenario never_swapped = swapped();
  never_swapped.interventions.clear();
  const ReferenceRun without = reference_run(never_swapped, 1, 0);
  CHECK(unit_days(without, "organisation.a.online_units", 457) == 12000 * (457 - 152));
  CHECK(unit_days(without, "organisation.b.online_units", 457) == 6000 * (457 - 111) + 6000 * (457 - 258));
}

TEST_CASE("a plan of 70 a week over 17 days makes lots of 70, 70 and 30") {
  Scenario scenario = market(30);
  SupplyPiece plan = lot("plan", 0, 0);
  plan.at = plan.units = std::nullopt;
  plan.from = spring;
  plan.until = spring + 17 * day;
  plan.every = week;
  plan.rate = {{spring, of(Kind::rate, 70, week)}};
  scenario.suppliers[0].supply = {plan};
  const ReferenceRun run = reference_run(scenario, 1, 0);
  CHECK(level(run, "supplier.s.produced_units", 6) == 70);
  CHECK(level(run, "supplier.s.produced_units", 13) == 140);
  CHECK(level(run, "supplier.s.produced_units", 20) == 170);
}

TEST_CASE("a crew of 400 a day installs 1000 units after 1, 2 and 2.5 days") {
  Scenario scenario = market(30);
  scenario.sites = {site("hall", 0)};
  scenario.sites[0].install = of(Kind::rate, 400, day);
  scenario.suppliers[0].supply = {lot("l", 3, 1000)};
  scenario.orders = {order("o", 0, 1000)};
  scenario.orders.change(0, [](Order& it) { it.sites = {ref(0)}; });
  const ReferenceRun run = reference_run(scenario, 1, 0);
  CHECK(level(run, "site.hall.online_units", 3.99) == 0);
  CHECK(level(run, "site.hall.online_units", 4) == 400);
  CHECK(level(run, "site.hall.online_units", 5.49) == 800);
  CHECK(level(run, "site.hall.online_units", 5.5) == 1000);
  CHECK(level(run, "site.hall.stranded_units", 4) == 0);
}

TEST_CASE("when room falls the last admitted are stranded and begin again where there is room") {
  Scenario scenario = market(30);
  scenario.sites = {site("hall", 0), site("annex", 0)};
  scenario.sites[0].room = {source("main", 0, 100), source("repair", 10, -60), source("done", 20, 60)};
  scenario.sites[1].room = {source("main", 0, 10)};
  scenario.sites[0].commissioning = days(1);
  scenario.suppliers[0].supply = {lot("l1", 1, 70), lot("l2", 2, 20)};
  scenario.orders = {order("first", 0, 70), order("second", 0, 20)};
  for (std::size_t i = 0; i < 2; ++i) scenario.orders.change(i, [](Order& it) { it.sites = {ref(0), ref(1)}; });
  const ReferenceRun run = reference_run(scenario, 1, 0);
  CHECK(level(run, "site.hall.online_units", 9) == 90);
  CHECK(level(run, "site.hall.online_units", 10) == 40);
  CHECK(level(run, "site.annex.online_units", 10) == 10);
  CHECK(level(run, "site.hall.stranded_units", 10) == 40);
  CHECK(level(run, "organisation.a.delivered_units", 10) == 90);
  CHECK(level(run, "site.hall.stranded_units", 20) == 0);
  CHECK(level(run, "site.hall.online_units", 21) == 80);
}

TEST_CASE("a ramp adds equal daily steps, nothing on its first day and all on its last") {
  Scenario scenario = market(30);
  scenario.sites = {site("hall", 0)};
  Source ramp = source("ramp", 0, 10);
  ramp.at.reset();
  ramp.from = date(5);
  ramp.until = date(8);
  scenario.sites[0].room = {ramp};
  scenario.suppliers[0].supply = {lot("l", 1, 50)};
  scenario.orders = {order("o", 0, 50)};
  scenario.orders.change(0, [](Order& it) { it.sites = {ref(0)}; });
  const ReferenceRun run = reference_run(scenario, 1, 0);
  CHECK(level(run, "site.hall.online_units", 5.9) == 0);
  CHECK(level(run, "site.hall.online_units", 6) == 3);
  CHECK(level(run, "site.hall.online_units", 7) == 6);
  CHECK(level(run, "site.hall.online_units", 8) == 10);
}

TEST_CASE("one server serves shipments one after another, and the queue counts as allocated") {
  Scenario scenario = market(30);
  scenario.suppliers[0].supply = {lot("l", 1, 30)};
  scenario.suppliers[0].routes = {through({{"test", days(2), 1}, {"truck", days(1)}})};
  scenario.orders = {order("x", 0, 10), order("y", 1, 20)};
  const ReferenceRun run = reference_run(scenario, 1, 0);
  CHECK(level(run, "organisation.a.in_transit_units", 1) == 10);
  CHECK(level(run, "organisation.b.in_transit_units", 2) == 0);
  CHECK(level(run, "organisation.b.allocated_units", 2) == 20);
  CHECK(level(run, "organisation.b.in_transit_units", 3) == 20);
  CHECK(level(run, "organisation.a.online_units", 4) == 10);
  CHECK(level(run, "organisation.b.online_units", 5.9) == 0);
  CHECK(level(run, "organisation.b.online_units", 6) == 20);
}

TEST_CASE("what is cancelled is no longer pegged and returns to free stock") {
  Scenario scenario = market(30);
  scenario.suppliers[0].supply = {lot("l", 1, 30)};
  scenario.orders = {order("pegged", 0, 30), order("waiting", 1, 30)};
  scenario.orders.change(0, [](Order& it) { it.pegged = ref(0); });
  scenario.orders.change(0, [](Order& it) { it.not_before = date(10); });
  Cancel cancel;
  cancel.order = ref(0);
  cancel.units = units(12);
  scenario.interventions = {intervention("cancel", 5, cancel)};
  const ReferenceRun run = reference_run(scenario, 1, 0);
  CHECK(level(run, "supplier.s.stock_units", 1) == 30);
  CHECK(level(run, "organisation.b.online_units", 5) == 12);
  CHECK(level(run, "organisation.a.online_units", 10) == 18);
  CHECK(level(run, "organisation.a.cancelled_units", 10) == 12);
}

TEST_CASE("guarantees come first, then priority, then the rule within caps") {
  Scenario scenario = market(30);
  scenario.suppliers[0].supply = {lot("l", 1, 100)};
  AllocationPolicy& policy = scenario.suppliers[0].allocation;
  policy.levels = {{Level::organisation, Rule::proportional}, {Level::order, Rule::fifo}};
  scenario.orders = {order("x", 0, 100), order("y", 1, 100)};
  CHECK(level(reference_run(scenario, 1, 0), "organisation.a.online_units", 1) == 50);
  policy.guarantees = {{{}, ref(1), {}, units(20), {}, week}};
  CHECK(level(reference_run(scenario, 1, 0), "organisation.b.online_units", 1) == 20 + 36);
  scenario.organisations[0].priority = 1;
  CHECK(level(reference_run(scenario, 1, 0), "organisation.b.online_units", 1) == 20);
  Cap& cap = policy.caps.emplace_back();
  cap.organisation = ref(0);
  cap.units = units(30);
  CHECK(level(reference_run(scenario, 1, 0), "organisation.b.online_units", 1) == 70);
}

TEST_CASE("a set counts while it lasts") {
  Scenario scenario = market(30);
  scenario.suppliers[0].supply = {lot("l1", 1, 100), lot("l2", 5, 100), lot("l3", 9, 100)};
  scenario.suppliers[0].allocation.levels = {{Level::organisation, Rule::equal_awards}, {Level::order, Rule::fifo}};
  scenario.orders = {order("x", 0, 1000), order("y", 1, 1000)};
  auto changed = std::make_shared<Policy>(Policy{{}, scenario.organisations, {}, scenario.suppliers});
  changed->organisations[1].weight.number = 3;
  Set set;
  set.path = "/organisations/b/weight";
  set.until = date(9);
  set.changed = changed;
  scenario.interventions = {intervention("set", 5, set)};
  const ReferenceRun run = reference_run(scenario, 1, 0);
  CHECK(level(run, "organisation.a.online_units", 1) == 50);
  CHECK(level(run, "organisation.a.online_units", 5) == 75);
  CHECK(level(run, "organisation.a.online_units", 9) == 125);
}

}  // namespace allot::reference_engine_test
