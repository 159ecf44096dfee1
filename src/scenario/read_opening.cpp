#include <cmath>

#include "base/text.hpp"
#include "scenario/sections.hpp"

/// What had been shipped when the simulation begins.
namespace allot::scenario {
namespace {

OpeningState& opening_of(std::shared_ptr<OpeningState>& opening) {
  if (!opening) opening = std::make_shared<OpeningState>();
  return *opening;
}

constexpr Spec received_units{.key = "", .meaning = "", .kind = Kind::units};

}  // namespace

void read_field(Reader& reader, const Cursor& at, const Spec& spec, OpeningUnits it) {
  std::vector<DatedUnits>& list = opening_of(it.opening).*it.list;
  if (it.list != &OpeningState::delivered || at.node().is(Draft::Type::array))
    return read_field(reader, at, spec, list);
  DatedUnits& received = list.emplace_back();
  received.date.kind = Kind::date;
  received.date.number = received_at_the_start;
  read_value(reader, at, received_units, received.units);
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, OpeningSlip slip) {
  read_field(reader, at, spec, opening_of(slip.opening).slip);
}

namespace {

void check_expected(Reader& reader, const Cursor& list, const Scenario& scenario, const Order& order) {
  for (std::size_t i = 0; i < order.opening->in_transit.size(); ++i) {
    const Value& date = order.opening->in_transit[i].date;
    const std::string index = std::to_string(i);
    if (date.is_known() && date.number < scenario.start)
      reader.problem(list.item(i, index).item(0, "0"),
                     "was expected before the start: what has arrived is 'delivered'");
  }
}

void check_received(Reader& reader, const Cursor& list, const Scenario& scenario, const Order& order) {
  if (!list.exists() || !list.node().is(Draft::Type::array) ||
      order.opening->delivered.size() != list.node().items.size())
    return;
  for (std::size_t i = 0; i < order.opening->delivered.size(); ++i) {
    const Value& date = order.opening->delivered[i].date;
    const std::string index = std::to_string(i);
    const Cursor pair = list.item(i, index), at = pair.item(0, "0");
    if (!date.is_known())
      reader.problem(at, "what was received has a date that is known");
    else if (date.number > scenario.start)
      reader.problem(at, "comes after the start: what is still on its way is 'in_transit'");
  }
}

}  // namespace

double known_total(const std::vector<DatedUnits>& list) {
  double total = 0;
  for (const DatedUnits& it : list) total += it.units.is_known() ? it.units.number.real() : std::nan("");
  return total;
}

void check_opening(Reader& reader, const Cursor& at, const Scenario& scenario, const Order& order) {
  if (!order.opening) return;
  const Cursor received = at.member("delivered"), expected = at.member("in_transit");
  const Cursor& first = received.exists() ? received : expected;
  if (!first.exists()) return reader.problem(at.member("in_transit_slip"), "there is nothing 'in_transit'");
  if (!order.placed.is_known() || order.placed.number > scenario.start)
    reader.problem(first, "an order of which something was shipped has been placed by the start");
  check_received(reader, received, scenario, order);
  check_expected(reader, expected, scenario, order);
  const double shipped = known_total(order.opening->delivered) + known_total(order.opening->in_transit);
  if (order.deliveries.empty() && order.units.is_known() && shipped > order.units.number.real())
    reader.problem(first, counted_text(shipped, "unit") + (shipped == 1 ? " was" : " were") + " shipped of " +
                              trimmed(order.units.number.real()) + " ordered");
}

}  // namespace allot::scenario
