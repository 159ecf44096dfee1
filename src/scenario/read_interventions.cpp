#include "scenario/sections.hpp"

namespace allot::scenario {
namespace {

// Every action of the format, those that this version simulates first.
constexpr std::string_view simulated[] = {"swap", "divert", "cancel", "defer", "set", "supply", "delay", "power", "order"};
constexpr std::string_view not_simulated[] = {"loan", "expedite", "split", "embargo", "convert", "retire", "price"};

bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void read_side(Reader& reader, const Cursor& at, SwapSide& side) {
  const Spec organisation{.key = "organisation", .meaning = "", .refers = Section::organisations};
  if (at.node().is(Draft::Type::string)) return read_field(reader, at, organisation, side.organisation);
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an organisation, or {organisation, orders}");
  refuse_unknown_keys(reader, at, {"organisation", "orders"});
  const Cursor name = at.member("organisation"), orders = at.member("orders");
  if (!name.exists()) reader.problem(at, "'organisation' is missing");
  else read_field(reader, name, organisation, side.organisation);
  if (!orders.exists()) return;
  if (!orders.node().is(Draft::Type::object)) return reader.mismatch(orders, "an object of units by order");
  for (const std::string& id : orders.node().keys) {
    if (id.ends_with('#')) continue;
    const Cursor units = orders.member(id);
    if (!units.exists()) continue;
    OrderUnits& entry = side.orders.emplace_back();
    entry.order = reader.names(Section::orders).find(id);
    if (!entry.order) reader.unknown(units, "order", id, reader.names(Section::orders).all());
    read_value(reader, units, {.key = "", .meaning = "", .kind = Kind::units}, entry.units);
  }
}

}  // namespace

void read_field(Reader& reader, const Cursor& at, const Spec&, SidesOfSwap sides) {
  if (!at.node().is(Draft::Type::array) || at.node().items.size() != 2) return reader.mismatch(at, "a list of two sides");
  read_side(reader, at.item(0, "0"), sides.swap.a);
  read_side(reader, at.item(1, "1"), sides.swap.b);
}

namespace {

void check_swap(Reader& reader, const Cursor& at, const Swap& swap) {
  const auto says_units = [](const SwapSide& side) { return !side.orders.empty(); };
  if (!swap.units && (!says_units(swap.a) || !says_units(swap.b)))
    reader.problem(at, "'units' is missing: how many each way, unless 'orders' of both sides say");
  if (swap.a.organisation && swap.a.organisation == swap.b.organisation)
    reader.problem(at.member("between"), "a swap is between two organisations, here it is one");
}

void check_divert(Reader& reader, const Cursor& at, const Divert& divert) {
  if (divert.from && divert.from == divert.to) reader.problem(at, "'from' and 'to' are the same organisation");
}

void check_open_units(Reader& reader, const Cursor& at) {
  if (at.node().is(Draft::Type::object) && at.member("order").exists() == at.member("organisation").exists())
    reader.problem(at, "needs either 'order' or 'organisation'");
}

void check_supply_shock(Reader& reader, const Cursor& at, const SupplyShock& shock) {
  if (shock.scale.has_value() == shock.add.has_value()) reader.problem(at, "needs either 'scale' or 'add'");
  if (shock.add && !shock.product) reader.problem(at, "'add' needs a 'product'");
}

void check_stage(Reader& reader, const Cursor& at, const Scenario& scenario, const StageDelay& delay) {
  if (!delay.supplier || delay.stage.empty()) return;
  std::vector<std::string> known;
  for (const Route& route : scenario.suppliers[delay.supplier.at()].routes)
    for (const Stage& stage : route.stages) known.push_back(stage.name);
  if (std::find(known.begin(), known.end(), delay.stage) == known.end())
    reader.unknown(at.member("stage"), "stage", delay.stage, known);
}

void resolve_source(Reader& reader, const Cursor& at, const Scenario& scenario, PowerChange& change) {
  if ((change.at ? 1 : 0) + (change.by ? 1 : 0) + (change.add ? 1 : 0) == 0)
    reader.problem(at, "needs 'at', 'by' or 'add': what changes");
  if (!change.site || change.source_name.empty()) return;
  const Site& site = scenario.sites[change.site.at()];
  std::vector<std::string> known;
  for (const Source& source : site.room) known.push_back(source.id);
  for (const Source& source : site.power) known.push_back(source.id);
  const auto found = std::find(known.begin(), known.end(), change.source_name);
  if (found == known.end()) return reader.unknown(at.member("source"), "source", change.source_name, known);
  change.source = {static_cast<std::int32_t>(found - known.begin())};
}

// A source keeps what it is counted in.
void check_amount(Reader& reader, const Cursor& at, const Scenario& scenario, const PowerChange& change) {
  if (!change.add || !change.source || !change.site) return;
  const Site& site = scenario.sites[change.site.at()];
  const bool is_room = change.source.at() < site.room.size();
  const Source& source = is_room ? site.room[change.source.at()] : site.power[change.source.at() - site.room.size()];
  if (source.add.kind == change.add->kind) return;
  reader.problem(at.member("add"), "'" + source.id + "' is a source of " + (is_room ? "room" : "power") + " counted in " +
                                       (source.add.kind == Kind::power ? "power: expected one such as \"150 MW\"" : "units: expected a whole number of them"));
}

void read_placed_order(Reader& reader, const Cursor& root, const Cursor& at, const std::string& id, const Scenario& scenario,
                       Order& order) {
  const Cursor filled(at, at.key(), &at.node(), defaults_of(root, "orders"));
  order.id = id;
  if (const Cursor own = at.member("id"); own.exists()) read_text(reader, own, order.id);
  order.placed.kind = Kind::date;
  read_fields(reader, filled, order, {"id"});
  if (at.node().is(Draft::Type::object) && at.node().find("placed"))
    reader.problem_at_key(at.member("placed"), "an order that an intervention places is placed when that happens");
  resolve_peg(reader, filled, order);
  complete_order(scenario, order);
  check_order(reader, filled, scenario, order);
  if (order.opening) reader.problem(at, "nothing of an order that a decision places was shipped before");
  if (!reader.names(Section::orders).add(order.id)) reader.problem(at, "another order has the id '" + order.id + "'");
}

// Power's `add` is watts or units; which, its text shows.
void read_power(Reader& reader, const Cursor& at, const Scenario& scenario, PowerChange& change) {
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object");
  fields(change, [&](const Spec& spec, auto&& member) {
    const Cursor value = at.member(spec.key);
    if (!value.exists()) {
      if (spec.required) reader.problem(at, "'" + std::string(spec.key) + "' is missing: " + spec.meaning);
      return;
    }
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::optional<Value>>) {
      if (std::string_view(spec.key) == "add") return read_amount_of_room(reader, value, spec, member.emplace());
    }
    read_field(reader, value, spec, member);
  });
  refuse_unknown_keys(reader, at, {"site", "source", "at", "by", "add"});
  if (change.at && change.by) reader.problem(at, "'at' and 'by' exclude each other");
  resolve_source(reader, at, scenario, change);
  check_amount(reader, at, scenario, change);
}

Action read_action(Reader& reader, const Cursor& root, const Cursor& at, const std::string& id, const Scenario& scenario) {
  const auto plain = [&](auto action, auto&& check) {
    read_fields(reader, at, action);
    check(action);
    return Action(std::move(action));
  };
  if (at.key() == "swap") return plain(Swap{}, [&](auto& it) { check_swap(reader, at, it); });
  if (at.key() == "divert") return plain(Divert{}, [&](auto& it) { check_divert(reader, at, it); });
  if (at.key() == "cancel") return plain(Cancel{}, [&](auto&) { check_open_units(reader, at); });
  if (at.key() == "defer") return plain(Defer{}, [&](auto&) { check_open_units(reader, at); });
  if (at.key() == "set") return plain(Set{}, [](auto&) {});
  if (at.key() == "supply") return plain(SupplyShock{}, [&](auto& it) { check_supply_shock(reader, at, it); });
  if (at.key() == "delay") return plain(StageDelay{}, [&](auto& it) { check_stage(reader, at, scenario, it); });
  if (at.key() == "power") {
    PowerChange change;
    read_power(reader, at, scenario, change);
    return change;
  }
  Order order;
  read_placed_order(reader, root, at, id, scenario, order);
  return order;
}

std::vector<std::string> action_keys(Reader& reader, const Cursor& at) {
  std::vector<std::string> found;
  for (const std::string& key : at.node().keys) {
    if (contains(simulated, key)) found.push_back(key);
    else if (contains(not_simulated, key))
      reader.problem_at_key(Cursor(at, key, at.node().find(key), nullptr), "'" + key + "' is not simulated by this version");
  }
  return found;
}

void read_slip(Reader& reader, const Cursor& at, Intervention& intervention) {
  const Cursor when = at.member("at");
  if (!when.exists() || !when.node().is(Draft::Type::object) || !when.node().find("date")) return;
  refuse_unknown_keys(reader, when, {"date", "slip"});
  if (const Cursor slip = when.member("slip"); slip.exists())
    read_value(reader, slip, {.key = "", .meaning = "", .kind = Kind::duration}, intervention.slip.value);
}

Intervention read_one(Reader& reader, const Cursor& root, const Cursor& at, const std::string& id, const Scenario& scenario) {
  Intervention intervention;
  intervention.id = id;
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object"), intervention;
  std::vector<std::string> known = {"id"};
  known.insert(known.end(), std::begin(simulated), std::end(simulated));
  known.insert(known.end(), std::begin(not_simulated), std::end(not_simulated));
  read_fields(reader, at, intervention, known);
  read_slip(reader, at, intervention);
  const std::vector<std::string> actions = action_keys(reader, at);
  if (actions.size() != 1)
    return reader.problem(at, actions.empty() ? "says no action: swap, divert, cancel, defer, set, supply, delay, power or order"
                                              : "has more than one action"),
           intervention;
  const Cursor action = at.member(actions.front());
  if (!action.exists()) return reader.problem(at, "the action is empty"), intervention;
  intervention.action = read_action(reader, root, action, id, scenario);
  return intervention;
}

}  // namespace

void read_interventions(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario) {
  const Cursor section = root.member("interventions");
  if (!section.exists()) return;
  const Draft* defaults = defaults_of(root, "interventions");
  for (const Entry& entry : sections.interventions) {
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults);
    scenario.interventions.push_back(read_one(reader, root, at, entry.id, scenario));
  }
}

}  // namespace allot::scenario
