#include <tuple>

#include "allot/scenario.hpp"

namespace allot {
namespace {

template <class Pointer>
bool point_at_the_same(const Pointer& a, const Pointer& b) {
  return a == b || (a && b && *a == *b);
}

auto what_stands_in(const Order& it) {
  return std::tie(it.id, it.label, it.organisation, it.supplier, it.product, it.units, it.placed, it.not_before, it.due,
                  it.needed, it.sites, it.deliveries, it.pegged, it.priority, it.partial, it.min_shipment, it.contract,
                  it.bid, it.kit);
}

}  // namespace

bool Value::operator==(const Value& other) const {
  return kind == other.kind && number == other.number && parameter == other.parameter && times == other.times &&
         per == other.per && address == other.address && is_derived == other.is_derived &&
         point_at_the_same(distribution, other.distribution);
}

bool Order::operator==(const Order& other) const {
  return what_stands_in(*this) == what_stands_in(other) && point_at_the_same(opening, other.opening) &&
         point_at_the_same(preference, other.preference);
}

bool Set::operator==(const Set& other) const {
  return path == other.path && until == other.until && point_at_the_same(changed, other.changed);
}

}  // namespace allot
