#include "base/one_of.hpp"
#include "scenario/sections.hpp"
#include "scenario/shape.hpp"

/// What decisions cost, and whether that can be counted of what they do.
namespace allot::scenario {
namespace {

/// Why units of an action, or their days, cannot be counted; empty: they can.
struct WhyNoUnits {
  std::string operator()(
      const one_of<Swap, Divert, Loan, Lease, Cancel, Defer, Expedite, Convert, Retire, Reclaim, PlaceOrder> auto&) const {
    return {};
  }
  std::string operator()(const SupplyShock& it) const {
    return it.add ? "" : "it moves no units: 'once', or of a shift 'per_unit_day', says what it costs";
  }
  std::string operator()(const one_of<Split, Set, StageDelay, Embargo, PowerChange, PriceChange> auto&) const {
    return "it moves no units: 'once' says what it costs";
  }
};

struct WhyNoDays {
  std::string operator()(const one_of<Swap, Divert, Loan, Lease, Defer> auto&) const { return {}; }
  std::string operator()(const Expedite& it) const { return it.priority ? "a higher priority has no days" : ""; }
  std::string operator()(const SupplyShock& it) const { return it.by ? "" : "it shifts no lots by days"; }
  std::string operator()(const one_of<Cancel, Convert, Retire, Reclaim, PlaceOrder> auto&) const {
    return "it is over as it happens: 'per_unit' says what it costs";
  }
  std::string operator()(const one_of<Split, Set, StageDelay, Embargo, PowerChange, PriceChange> auto&) const {
    return "it moves no units: 'once' says what it costs";
  }
};

void check_cost(Reader& reader, const Cursor& at, const Intervention& it) {
  const Cursor cost = at.member("cost"), payer = at.member("paid_by");
  if (!it.cost) {
    if (it.paid_by) reader.problem(payer, "there is no 'cost' that it would pay");
    return;
  }
  if (!it.cost->once && !it.cost->per_unit && !it.cost->per_unit_day && cost.node().is(Draft::Type::object))
    reader.problem(cost, "says no cost: needs 'once', 'per_unit' or 'per_unit_day'");
  if (const std::string why = std::visit(WhyNoUnits{}, it.action); it.cost->per_unit && !why.empty())
    reader.problem(cost.member("per_unit"), why);
  if (const std::string why = std::visit(WhyNoDays{}, it.action); it.cost->per_unit_day && !why.empty())
    reader.problem(cost.member("per_unit_day"), why);
}

}  // namespace

void read_field(Reader& reader, const Cursor& at, const Spec&, DecisionCost& cost) { read_fields(reader, at, cost); }

// Their money is read once all other money was, which says what the currency is.
void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<NamedCost>&) {
  if (!at.node().is(Draft::Type::object)) reader.mismatch(at, "an object of money by name");
}

void read_costs(Reader& reader, const Cursor& root, Scenario& scenario) {
  const Cursor costs = root.member("costs");
  if (!costs.exists() || !costs.node().is(Draft::Type::object)) return;
  for (const std::string& name : costs.node().keys) {
    if (name.ends_with('#')) continue;
    const Cursor money = costs.member(name);
    if (!money.exists()) continue;
    scenario.costs.push_back({name, {}});
    read_value(reader, money, {.key = "", .meaning = "", .kind = Kind::money, .least = no_least},
               scenario.costs.back().money);
  }
}

void check_costs(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario) {
  const Cursor section = root.member("interventions");
  for (std::size_t i = 0; i < scenario.interventions.size(); ++i) {
    const Entry& entry = sections.interventions[i];
    if (!entry.node->is(Draft::Type::object)) continue;
    check_cost(reader, section.entry(entry.key, entry.id, *entry.node, defaults_of(root, "interventions")),
               scenario.interventions[i]);
  }
}

}  // namespace allot::scenario
