#include <algorithm>
#include <cmath>

#include "base/exact.hpp"
#include "base/text.hpp"
#include "scenario/sections.hpp"

/// Rules that span the fields of orders, streams and milestones, and the totals of the whole.
namespace allot::scenario {

void check_multiple(Reader& reader, const Cursor& at, const Scenario& scenario, Ref product, const Value& units) {
  if (!product || !units.is_known() || !at.exists() || at.node().is(Draft::Type::object)) return;
  const Units lot = scenario.products[product.at()].lot;
  if (lot > 1 && std::fmod(units.number.real(), static_cast<double>(lot)) != 0)
    reader.problem(at, trimmed(units.number.real()) + " is no multiple of the lot of " + std::to_string(lot) +
                           " that '" + scenario.products[product.at()].id + "' comes in");
}

namespace {

void check_multiples(Reader& reader, const Cursor& list, const Scenario& scenario, Ref product,
                     const std::vector<DatedUnits>& units) {
  if (!list.exists() || units.empty()) return;
  if (!list.node().is(Draft::Type::array)) return check_multiple(reader, list, scenario, product, units.front().units);
  for (std::size_t i = 0; i < std::min(units.size(), list.node().items.size()); ++i) {
    const std::string index = std::to_string(i);
    const Cursor pair = list.item(i, index);
    if (!pair.node().is(Draft::Type::array) || pair.node().items.size() != 2) continue;  // said where it was read
    check_multiple(reader, pair.item(1, "1"), scenario, product, units[i].units);
  }
}

double shipped_before(const Order& order) {
  return order.opening ? known_total(order.opening->delivered) + known_total(order.opening->in_transit) : 0;
}

void check_deliveries(Reader& reader, const Cursor& at, const Scenario& scenario, const Order& order) {
  const Cursor list = at.member("deliveries");
  check_multiples(reader, list, scenario, order.product, order.deliveries);
  const double total = known_total(order.deliveries) + shipped_before(order);
  if (at.member("units").exists() && order.units.is_known() && !std::isnan(total) && total != order.units.number.real())
    reader.problem(list, std::string("the deliveries ") + (order.opening ? "and what was shipped " : "") +
                             "add up to " + trimmed(total) + ", the order has " +
                             counted_text(order.units.number.real(), "unit"));
  if (order.pegged)
    reader.problem(at.member("pegged"),
                   "committed deliveries are lots of their own: 'pegged' and 'deliveries' exclude each other");
}

bool buys_from_itself(const Scenario& scenario, Ref organisation, Ref supplier) {
  return organisation && supplier && scenario.suppliers[supplier.at()].buys_as == organisation;
}

void check_reseller(Reader& reader, const Cursor& at, const Scenario& scenario, const Order& order) {
  if (buys_from_itself(scenario, order.organisation, order.supplier))
    reader.problem(at, "a supplier does not buy from itself");
  if (!order.opening || order.opening->delivered.empty()) return;
  for (const Supplier& supplier : scenario.suppliers)
    if (order.organisation && supplier.buys_as == order.organisation)
      reader.problem(at.member("delivered"),
                     "what it received before the start is the 'stock' of '" + supplier.id + "'");
}

// What had been received is there at the start.
void check_term(Reader& reader, const Cursor& at, const Scenario& scenario, const Order& order) {
  if (!order.opening || !order.contract.term || !order.contract.term->value.is_known()) return;
  const Duration term = half_up(order.contract.term->value.number);
  for (const DatedUnits& it : order.opening->delivered)
    if (it.date.is_known() && half_up(it.date.number) + term <= scenario.start)
      return reader.problem(at.member("term"), "ends before it begins: what was received on " +
                                                   format_date(half_up(it.date.number)) +
                                                   " would have been given back by the start");
}

double most_of(const Value& value) { return value.distribution ? mean(*value.distribution) : value.number.real(); }

double most_supply(const Scenario& scenario, const SupplyPiece& piece) {
  if (piece.units) return most_of(*piece.units);
  double largest = 0;
  for (const RatePoint& point : piece.rate)
    largest = std::max(largest, most_of(point.rate) / static_cast<double>(point.rate.per));
  if (!piece.from || !piece.until) return 0;
  const Date from = std::max(*piece.from, scenario.start), until = std::min(*piece.until, scenario.end);
  return largest * static_cast<double>(std::max<Date>(0, until - from)) * std::max(1.0, most_of(piece.scale));
}

}  // namespace

void check_order(Reader& reader, const Cursor& at, const Scenario& scenario, const Order& order) {
  const bool says_units = at.member("units").exists();
  if (!says_units && order.deliveries.empty()) reader.problem(at, "'units' is missing: how many");
  if (says_units) check_multiple(reader, at.member("units"), scenario, order.product, order.units);
  if (!order.deliveries.empty()) check_deliveries(reader, at, scenario, order);
  check_preference(reader, at, scenario, order);
  if (!order.kit.empty()) check_kit_line(reader, at, order);
  check_reseller(reader, at, scenario, order);
  check_term(reader, at, scenario, order);
  if (order.opening) {
    check_multiples(reader, at.member("delivered"), scenario, order.product, order.opening->delivered);
    check_multiples(reader, at.member("in_transit"), scenario, order.product, order.opening->in_transit);
    check_opening(reader, at, scenario, order);
  }
  for (const Ref site : order.sites) {
    if (!site || scenario.sites[site.at()].organisation == order.organisation || !order.organisation) continue;
    reader.problem(at.member("site"), "site '" + scenario.sites[site.at()].id + "' belongs to another organisation");
  }
  if (order.pegged && order.product && order.supplier) {
    const SupplyPiece& piece = scenario.suppliers[order.supplier.at()].supply[order.pegged.at()];
    if (piece.product != order.product)
      reader.problem(at.member("pegged"), "that piece of supply makes another product");
  }
}

namespace {

// Of a stream's gap, whether it is drawn for each order or once for all.
double mean_gap(const Reader& reader, const Value& gap) {
  if (gap.distribution) return mean(*gap.distribution);
  if (!gap.parameter) return gap.number.real();
  return gap.number.real() + gap.times.real() * mean(*reader.parameters[gap.parameter.at()].value.distribution);
}

}  // namespace

void check_demand(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario) {
  const Cursor streams = root.member("streams");
  for (std::size_t i = 0; i < scenario.streams.size(); ++i) {
    const Entry& entry = sections.streams[i];
    const Cursor at = streams.entry(entry.key, entry.id, *entry.node, defaults_of(root, "streams"));
    const Stream& stream = scenario.streams[i];
    if (at.member("every").exists() && mean_gap(reader, stream.every.value) < 1)
      reader.problem(at.member("every"), "orders have to come at least a second apart on average");
    check_multiple(reader, at.member("units"), scenario, stream.product, stream.units);
    if (buys_from_itself(scenario, stream.organisation, stream.supplier))
      reader.problem(at, "a supplier does not buy from itself");
  }
  const Cursor milestones = root.member("milestones");
  for (std::size_t i = 0; i < scenario.milestones.size(); ++i) {
    const Entry& entry = sections.milestones[i];
    const Cursor at = milestones.entry(entry.key, entry.id, *entry.node, nullptr);
    const Milestone& milestone = scenario.milestones[i];
    const Draft& node = *entry.node;
    const int owners = (node.find("organisation") ? 1 : 0) + (node.find("group") ? 1 : 0) + (node.find("site") ? 1 : 0);
    if (owners != 1) reader.problem(at, "needs one of 'organisation', 'group' and 'site'");
    if (milestone.online.has_value() == (milestone.compute > 0))
      reader.problem(at, "needs either 'online' or 'compute'");
  }
}

void check_totals(Reader& reader, const Cursor& root, const Scenario& scenario) {
  double supply = 0, demand = 0;
  for (const Supplier& supplier : scenario.suppliers) {
    for (const ProductUnits& stock : supplier.stock) supply += most_of(stock.units);
    for (const SupplyPiece& piece : supplier.supply) supply += most_supply(scenario, piece);
  }
  for (std::size_t i = 0; i < scenario.orders.size(); ++i) {
    const Units units = scenario.orders.figures(i).units;
    demand += units == OrderFigures::of_kind ? most_of(scenario.orders.common(i).units) : static_cast<double>(units);
  }
  for (const Order& order : scenario.placed) demand += most_of(order.units);
  const Units most = std::min(most_units, most_unit_seconds / std::max<Duration>(1, scenario.end - scenario.start));
  const auto refuse = [&](double total, const char* section, const char* what) {
    if (total <= static_cast<double>(most)) return;
    const Cursor at = root.member(section);
    reader.problem(at.exists() ? at : root, std::string(what) + " may add up to " + trimmed(std::floor(total)) +
                                                " units; at most " + with_thousands(most) + " are simulated" +
                                                (most < most_units ? " for so long a time" : ""));
  };
  refuse(supply, "suppliers", "stock and supply");
  refuse(demand, "orders", "orders");
}

}  // namespace allot::scenario
