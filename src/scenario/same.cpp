#include "allot/scenario.hpp"

namespace allot {
namespace {

template <class T>
bool point_at_the_same(const std::shared_ptr<const T>& a, const std::shared_ptr<const T>& b) {
  return a == b || (a && b && *a == *b);
}

}  // namespace

bool Value::operator==(const Value& other) const {
  return kind == other.kind && number == other.number && parameter == other.parameter && times == other.times &&
         per == other.per && address == other.address && is_worked_out == other.is_worked_out &&
         point_at_the_same(distribution, other.distribution);
}

bool Set::operator==(const Set& other) const {
  return path == other.path && until == other.until && point_at_the_same(changed, other.changed);
}

}  // namespace allot
