#include "base/exact.hpp"
#include "scenario/ever.hpp"
#include "scenario/sections.hpp"

/// Orders that are shipped together have in common by what they are served.
namespace allot::scenario {
namespace {

bool is_known(const Value& value) { return value.is_known() && !value.is_derived; }

/// Of one kit: where its problems are said. Its first line is what the others are compared with.
struct KitCheck {
  Reader& reader;
  const Cursor& root;
  const Sections& sections;
  const Scenario& scenario;
  const KitLines& kit;

  void problem(std::size_t order, const std::string& message) const {
    const std::string words =
        "'" + std::string(scenario.orders.id(order)) + "', a line of the kit '" + kit.kit + "', " + message;
    if (order >= sections.orders.size()) return reader.problem(root.member("order_books"), words);
    const Entry& entry = sections.orders[order];
    const Cursor orders = root.member("orders"),
                 line = orders.entry(entry.key, entry.id, *entry.node, defaults_of(root, "orders"));
    reader.problem(line.member("kit"), words);
  }
};

std::string difference(const Order& line, const Order& first) {
  if (line.organisation != first.organisation) return "is an order of another organisation";
  if (line.supplier != first.supplier) return "is an order at another supplier";
  if (line.sites != first.sites) return "goes to other sites";
  if (line.placed != first.placed) return "is placed at another time";
  if (line.not_before != first.not_before) return "has another 'not_before'";
  if (line.contract.patience != first.contract.patience) return "has another 'patience'";
  if (line.contract.cancellable != first.contract.cancellable) return "is 'cancellable' where the other is not";
  return {};
}

void check_lines(const KitCheck& in) {
  const std::vector<std::size_t>& lines = in.kit.orders;
  const Order first = in.scenario.orders[lines.front()];
  for (std::size_t k = 1; k < lines.size(); ++k) {
    const Order line = in.scenario.orders[lines[k]];
    const std::string why = difference(line, first);
    if (!why.empty()) in.problem(lines[k], why + " than '" + first.id + "', with which it is shipped");
    for (std::size_t other = 0; other < k; ++other)
      if (in.scenario.orders.common(lines[other]).product == line.product)
        in.problem(lines[k], "asks for the same product as '" + std::string(in.scenario.orders.id(lines[other])) +
                                 "': one line of it is enough");
  }
}

double shipped_before_start(const Order& order) {
  return order.opening ? known_total(order.opening->delivered) + known_total(order.opening->in_transit) : 0;
}

void check_what_was_shipped(const KitCheck& in) {
  const std::vector<std::size_t>& lines = in.kit.orders;
  const Order first = in.scenario.orders[lines.front()];
  for (const std::size_t i : lines) {
    const Order line = in.scenario.orders[i];
    if (shipped_before_start(line) * first.units.number.real() !=
        shipped_before_start(first) * line.units.number.real())
      in.problem(i, "was shipped before the start in another proportion than '" + first.id + "'");
  }
}

bool holds_auction(const AllocationPolicy& policy) {
  return std::any_of(policy.levels.begin(), policy.levels.end(),
                     [](const LevelRule& it) { return it.rule == allocation::Rule::auction; });
}

bool has_share(const AllocationPolicy& policy) {
  return std::any_of(policy.caps.begin(), policy.caps.end(), [](const Cap& it) { return it.share.has_value(); });
}

void check_supplier(const KitCheck& in) {
  const std::size_t line = in.kit.orders.front();
  const Ref supplier = in.scenario.orders.common(line).supplier;
  const std::string& id = in.scenario.suppliers[supplier.at()].id;
  if (is_ever(in.scenario, supplier, holds_auction))
    in.problem(line, "cannot be bid for: an auction, as '" + id + "' holds it, sells one product at a time");
  if (is_ever(in.scenario, supplier, [](const AllocationPolicy& it) { return it.readiness.has_value(); }))
    in.problem(line, "cannot be held back by 'readiness', as '" + id +
                         "' has it: that looks at the room for one product at a time");
  if (is_ever(in.scenario, supplier, [](const AllocationPolicy& it) { return !it.reserves.empty(); }))
    in.problem(line,
               "cannot be served beside 'reserves', as '" + id + "' has them: these hold back one product at a time");
  if (is_ever(in.scenario, supplier, has_share))
    in.problem(line, "cannot be served under a cap that is a share of what others get, as '" + id +
                         "' has it: that rises while one product is divided");
}

}  // namespace

void check_kit_line(Reader& reader, const Cursor& at, const Order& order) {
  const std::string line = "a line of a kit";
  if (order.pegged) reader.problem(at.member("pegged"), line + " is served from free stock: it is not pegged");
  if (!order.deliveries.empty())
    reader.problem(at.member("deliveries"), line + " is served from free stock: it has no deliveries of its own");
  if (order.preference) reader.problem(at.member("product"), line + " takes no other product");
  if (!is_known(order.units) || half_up(order.units.number) == 0)
    reader.problem(at.member("units"), line + " has a known number of units");
  if (!is_known(order.placed)) reader.problem(at.member("placed"), line + " is placed on a known date");
  if (order.not_before && !is_known(*order.not_before))
    reader.problem(at.member("not_before"), line + " may be shipped from a known date on");
}

void check_kits(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario) {
  for (const KitLines& kit : kits_in(scenario)) {
    const KitCheck in{reader, root, sections, scenario, kit};
    const std::size_t problems = reader.problems().size();
    check_lines(in);
    if (reader.problems().size() == problems) check_what_was_shipped(in);
    if (kit.orders.size() > 1) check_supplier(in);
  }
}

}  // namespace allot::scenario
