#include <algorithm>
#include <string>

#include "base/one_of.hpp"
#include "scenario/sections.hpp"
#include "scenario/shape.hpp"

namespace allot::scenario {
namespace {

void read_orders_of(Reader& reader, const Cursor& orders, SwapSide& side) {
  if (!orders.exists()) return;
  if (!orders.node().is(Draft::Type::object)) return reader.mismatch(orders, "an object of units by order");
  for (const std::string& id : orders.node().keys) {
    if (id.ends_with('#')) continue;
    const Cursor units = orders.member(id);
    if (!units.exists()) continue;
    OrderUnits& entry = side.orders.emplace_back();
    entry.order = reader.names(Section::orders).find(id);
    if (!entry.order) reader.unknown(units, "order", id, reader.names(Section::orders));
    read_value(reader, units, {.key = "", .meaning = "", .kind = Kind::units}, entry.units);
  }
}

void read_side(Reader& reader, const Cursor& at, SwapSide& side) {
  const Spec organisation{.key = "organisation", .meaning = "", .refers = Section::organisations};
  const Spec product{.key = "product", .meaning = "", .refers = Section::products};
  if (at.node().is(Draft::Type::string)) return read_field(reader, at, organisation, side.organisation);
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an organisation, or {organisation, orders}");
  refuse_unknown_keys(reader, at, {"organisation", "orders", "product", "units", "choose"});
  const Cursor name = at.member("organisation");
  if (!name.exists())
    reader.problem(at, "'organisation' is missing");
  else
    read_field(reader, name, organisation, side.organisation);
  if (const Cursor it = at.member("product"); it.exists()) read_field(reader, it, product, side.product);
  if (const Cursor it = at.member("units"); it.exists())
    read_value(reader, it, {.key = "units", .meaning = "", .kind = Kind::units}, side.units.emplace());
  if (const Cursor it = at.member("choose"); it.exists())
    read_field(reader, it, {.key = "choose", .meaning = ""}, side.choose.emplace());
  read_orders_of(reader, at.member("orders"), side);
}

}  // namespace

void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<StageFactor>& factors) {
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object of numbers by stage");
  for (const std::string& stage : at.node().keys) {
    if (stage.ends_with('#')) continue;
    const Cursor factor = at.member(stage);
    if (!factor.exists()) continue;
    factors.push_back({stage, {}});
    read_value(reader, factor, spec, factors.back().factor);
  }
}

void read_field(Reader& reader, const Cursor& at, const Spec&, SidesOfSwap sides) {
  if (!at.node().is(Draft::Type::array) || at.node().items.size() < 2)
    return reader.mismatch(at, "a list of two sides or more");
  for (std::size_t i = 0; i < at.node().items.size(); ++i)
    read_side(reader, at.item(i, std::to_string(i)), sides.swap.sides.emplace_back());
}

namespace {

void check_swap(Reader& reader, const Cursor& at, const Swap& swap) {
  const Cursor between = at.member("between");
  const auto says_units = [](const SwapSide& side) { return side.units || !side.orders.empty(); };
  if (!swap.units && !std::all_of(swap.sides.begin(), swap.sides.end(), says_units))
    reader.problem(at, "'units' is missing: how many each way, unless 'orders' of all sides say");
  for (std::size_t i = 0; i < swap.sides.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (swap.sides[i].organisation && swap.sides[i].organisation == swap.sides[k].organisation)
        reader.problem(between.item(i, std::to_string(i)), "no organisation stands on two sides of a swap");
  const bool is_even = std::none_of(swap.sides.begin(), swap.sides.end(),
                                    [](const SwapSide& side) { return side.units || side.product; });
  if (swap.partial && !is_even)
    reader.problem(between, "a swap in part is of as many units of one product on all sides");
}

void check_divert(Reader& reader, const Cursor& at, const Divert& divert) {
  if (divert.from && divert.from == divert.to) reader.problem(at, "'from' and 'to' are the same organisation");
}

std::vector<std::string> stages_of(const Scenario& scenario) {
  std::vector<std::string> known;
  for (const Supplier& supplier : scenario.suppliers)
    for (const Route& route : supplier.routes)
      for (const Stage& stage : route.stages) known.push_back(stage.name);
  return known;
}

void check_expedite(Reader& reader, const Cursor& at, const Scenario& scenario, const Expedite& it) {
  const std::vector<std::string> known = stages_of(scenario);
  for (const StageFactor& factor : it.stages)
    if (std::find(known.begin(), known.end(), factor.stage) == known.end())
      reader.unknown(at.member("stage").member(factor.stage), "stage", factor.stage, known);
  if (it.priority.has_value() != it.stages.empty()) reader.problem(at, "needs either 'priority' or 'stage'");
  if (it.units && !it.stages.empty())
    reader.problem(at.member("units"), "'stage' holds for all units of the order or organisation");
}

void check_split(Reader& reader, const Cursor& at, const Scenario& scenario, const Split& it) {
  if (it.order) check_multiple(reader, at.member("units"), scenario, scenario.order(it.order).product, it.units);
}

std::vector<std::string> regions_of(const Scenario& scenario) {
  std::vector<std::string> regions;
  for (const Organisation& organisation : scenario.organisations) regions.push_back(organisation.region);
  for (const Site& site : scenario.sites)
    if (!site.region.empty()) regions.push_back(site.region);
  return regions;
}

void check_embargo(Reader& reader, const Cursor& at, const Scenario& scenario, const Embargo& it) {
  if (!at.node().is(Draft::Type::object)) return;
  if (!at.member("organisation").exists() && !at.member("region").exists() && !at.member("product").exists())
    return reader.problem(at, "needs 'organisation', 'region' or 'product': what nobody may ship");
  const std::vector<std::string> known = regions_of(scenario);
  if (!it.region.empty() && std::find(known.begin(), known.end(), it.region) == known.end())
    reader.unknown(at.member("region"), "region of an organisation or site", it.region, known);
}

void check_convert(Reader& reader, const Cursor& at, const Scenario& scenario, const Convert& it) {
  if (it.from && it.from == it.to) reader.problem(at, "'from' and 'to' are the same product");
  if (it.units) check_multiple(reader, at.member("units"), scenario, it.from, *it.units);
}

void check_open_units(Reader& reader, const Cursor& at) {
  if (at.node().is(Draft::Type::object) && at.member("order").exists() == at.member("organisation").exists())
    reader.problem(at, "needs either 'order' or 'organisation'");
}

void check_reclaim(Reader& reader, const Cursor& at, const Scenario& scenario, const Reclaim& it) {
  if (!at.node().is(Draft::Type::object)) return;
  if (!at.member("supplier").exists() && !at.member("organisation").exists() && !at.member("order").exists())
    return reader.problem(at, "needs 'supplier', 'organisation' or 'order': whose units are taken back");
  const Ref product = it.product ? it.product : it.order ? scenario.order(it.order).product : Ref{};
  if (it.units && product) check_multiple(reader, at.member("units"), scenario, product, *it.units);
}

void check_lease(Reader& reader, const Cursor& at, const Scenario& scenario, const Lease& it) {
  if (it.from && it.from == it.to) reader.problem(at, "'from' and 'to' are the same organisation");
  if (it.term && it.until) reader.problem(at, "'term' and 'until' exclude each other: both say when it is over");
  for (const Supplier& supplier : scenario.suppliers)
    if (it.to && supplier.buys_as == it.to)
      reader.problem(at.member("to"), "it buys for '" + supplier.id + "' and runs nothing itself");
}

void check_supply_shock(Reader& reader, const Cursor& at, const SupplyShock& shock) {
  if ((shock.scale || shock.by) == shock.add.has_value())
    reader.problem(at, "needs either 'scale', 'by' or both, or 'add'");
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
  reader.problem(at.member("add"), "'" + source.id + "' is a source of " + (is_room ? "room" : "power") +
                                       " counted in " +
                                       (source.add.kind == Kind::power ? "power: expected one such as \"150 MW\""
                                                                       : "units: expected a whole number of them"));
}

void read_id(Reader& reader, const Cursor& at, std::string& id) {
  if (at.exists() && read_text(reader, at, id) && !is_id(id)) reader.mismatch(at, "an id");
}

Order read_placed_order(Reader& reader, const Cursor& root, const Cursor& at, const std::string& id,
                        const Scenario& scenario) {
  const Cursor filled(at, at.key(), &at.node(), defaults_of(root, "orders"));
  Order order;
  order.id = id;
  if (at.node().is(Draft::Type::object)) read_id(reader, at.member("id"), order.id);
  order.placed.kind = Kind::date;
  read_fields(reader, filled, order, {"id"});
  if (at.node().is(Draft::Type::object) && at.node().find("placed"))
    reader.problem_at_key(at.member("placed"), "an order that an intervention places is placed when that happens");
  resolve_peg(reader, filled, order);
  complete_order(reader, scenario, order);
  check_order(reader, filled, scenario, order);
  if (order.opening) reader.problem(at, "nothing of an order that a decision places was shipped before");
  if (!order.kit.empty()) reader.problem(at.member("kit"), "an order that a decision places is no line of a kit");
  if (!reader.names(Section::orders).add(order.id)) reader.problem(at, "another order has the id '" + order.id + "'");
  return order;
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

/// Reads what a scenario says of an action, and checks it.
struct ActionReader {
  Reader& reader;
  const Cursor& at;
  const Scenario& scenario;

  void operator()(Swap& it) const { read(it), check_swap(reader, at, it); }
  void operator()(one_of<Divert, Loan> auto& it) const { read(it), check_divert(reader, at, it); }
  void operator()(one_of<Cancel, Defer> auto& it) const { read(it), check_open_units(reader, at); }
  void operator()(Expedite& it) const {
    read(it), check_open_units(reader, at), check_expedite(reader, at, scenario, it);
  }
  void operator()(Split& it) const { read(it), check_split(reader, at, scenario, it); }
  void operator()(Embargo& it) const { read(it), check_embargo(reader, at, scenario, it); }
  void operator()(Convert& it) const { read(it), check_convert(reader, at, scenario, it); }
  void operator()(one_of<Retire, PriceChange, Set> auto& it) const { read(it); }
  void operator()(Reclaim& it) const { read(it), check_reclaim(reader, at, scenario, it); }
  void operator()(Lease& it) const { read(it), check_lease(reader, at, scenario, it); }
  void operator()(SupplyShock& it) const { read(it), check_supply_shock(reader, at, it); }
  void operator()(StageDelay& it) const { read(it), check_stage(reader, at, scenario, it); }
  void operator()(PowerChange& it) const { read_power(reader, at, scenario, it); }
  void operator()(PlaceOrder&) const {}  // read with the orders

 private:
  void read(auto& action) const { read_fields(reader, at, action); }
};

Action read_action(Reader& reader, const Cursor& at, const Scenario& scenario) {
  Action action = action_called(at.key());
  std::visit(ActionReader{reader, at, scenario}, action);
  return action;
}

std::string all_actions() {
  std::string list;
  for (const std::string_view word : actions())
    list += (list.empty() ? "" : word == actions().back() ? " or " : ", ") + std::string(word);
  return list;
}

std::vector<std::string> action_keys(const Cursor& at) {
  std::vector<std::string> found;
  for (const std::string& key : at.node().keys)
    if (is_action(key)) found.push_back(key);
  return found;
}

void read_slip(Reader& reader, const Cursor& at, Intervention& intervention) {
  const Cursor when = at.member("at");
  if (!when.exists() || !when.node().is(Draft::Type::object) || !when.node().find("date")) return;
  refuse_unknown_keys(reader, when, {"date", "slip"});
  if (const Cursor slip = when.member("slip"); slip.exists())
    read_value(reader, slip, {.key = "", .meaning = "", .kind = Kind::duration}, intervention.slip.value);
}

// The order that an intervention places, if that is what it does.
std::optional<Cursor> placed_by(const Cursor& at) {
  if (!at.node().is(Draft::Type::object) || action_keys(at) != std::vector<std::string>{"order"}) return std::nullopt;
  const Cursor order = at.member("order");
  return order.exists() ? std::optional(order) : std::nullopt;
}

// `placed` counts the orders of interventions so far.
Intervention read_one(Reader& reader, const Cursor& at, const std::string& id, const Scenario& scenario,
                      std::size_t& placed) {
  Intervention intervention;
  intervention.id = id;
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object"), intervention;
  std::vector<std::string> known = {"id"};
  known.insert(known.end(), actions().begin(), actions().end());
  read_fields(reader, at, intervention, known);
  read_slip(reader, at, intervention);
  const std::vector<std::string> found = action_keys(at);
  if (found.size() != 1)
    return reader.problem(at, found.empty() ? "says no action: " + all_actions() : "has more than one action"),
           intervention;
  const Cursor action = at.member(found.front());
  if (!action.exists()) return reader.problem(at, "the action is empty"), intervention;
  if (placed_by(at))
    intervention.action = PlaceOrder{{static_cast<std::int32_t>(scenario.orders.size() + placed++)}};
  else
    intervention.action = read_action(reader, action, scenario);
  return intervention;
}

}  // namespace

void read_placed_orders(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario) {
  const Cursor section = root.member("interventions");
  if (!section.exists()) return;
  const Draft* defaults = defaults_of(root, "interventions");
  for (const Entry& entry : sections.interventions) {
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults);
    if (const auto order = placed_by(at))
      scenario.placed.push_back(read_placed_order(reader, root, *order, entry.id, scenario));
  }
}

void read_interventions(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario) {
  const Cursor section = root.member("interventions");
  if (!section.exists()) return;
  const Draft* defaults = defaults_of(root, "interventions");
  std::size_t placed = 0;
  for (const Entry& entry : sections.interventions) {
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults);
    scenario.interventions.push_back(read_one(reader, at, entry.id, scenario, placed));
  }
}

}  // namespace allot::scenario
