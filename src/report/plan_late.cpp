#include "report/plan_late.hpp"

#include <algorithm>
#include <map>

#include "report/lateness_words.hpp"

namespace allot::report {
namespace {

void count(const PlannedOrder& order, PlanCounts& to) {
  ++to.orders;
  if (!order.due) return;
  ++to.promised;
  if (is_confirmed_on_time(order))
    ++to.on_time;
  else
    ++(order.confirmed ? to.later : to.unconfirmed);
}

using Causes = std::map<std::string, std::size_t>;

std::string most(const Causes& causes) {
  const auto found =
      std::max_element(causes.begin(), causes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return found == causes.end() ? "" : found->first;
}

}  // namespace

bool is_confirmed_on_time(const PlannedOrder& order) {
  return order.due && order.confirmed && *order.confirmed <= *order.due;
}

// Of an order that was cancelled altogether nothing is late.
bool is_confirmed_late(const PlannedOrder& order) {
  return order.due && order.units > 0 && !is_confirmed_on_time(order);
}

PlanCounts counts_of(const Plan& plan) {
  PlanCounts out;
  for (const PlannedOrder& it : plan.orders)
    if (it.units > 0) count(it, out);
  return out;
}

double days_later(const Plan& plan, const PlannedOrder& order) {
  return static_cast<double>(order.confirmed.value_or(plan.end) - *order.due) / day;
}

std::vector<std::size_t> late_orders(const Plan& plan) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < plan.orders.size(); ++i)
    if (is_confirmed_late(plan.orders[i])) out.push_back(i);
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    const PlannedOrder &one = plan.orders[a], &other = plan.orders[b];
    if (one.confirmed.has_value() != other.confirmed.has_value()) return !one.confirmed.has_value();
    return days_later(plan, one) > days_later(plan, other);
  });
  return out;
}

std::vector<PlannedCustomer> customers_of(const Plan& plan) {
  std::vector<PlannedCustomer> out;
  std::map<std::string, std::size_t> places;
  std::vector<Causes> causes;
  for (const PlannedOrder& it : plan.orders) {
    if (it.units <= 0) continue;
    const auto [found, is_new] = places.emplace(it.organisation, out.size());
    if (is_new) out.push_back({it.organisation, {}, 0, 0, ""}), causes.emplace_back();
    PlannedCustomer& customer = out[found->second];
    count(it, customer.counts);
    customer.units += it.units;
    if (!is_confirmed_late(it)) continue;
    customer.late_units += it.units;
    if (!it.cause.empty()) ++causes[found->second][it.cause];
  }
  for (std::size_t i = 0; i < out.size(); ++i) out[i].cause = most(causes[i]);
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.counts.late() > b.counts.late(); });
  return out;
}

std::string source_words(const PlannedOrder& order) {
  if (order.source == "stock") return "from stock";
  if (order.source == "delivery") return "a committed delivery of its own";
  if (order.source == "before") return "shipped before the start";
  return order.source;
}

std::string cause_word(const std::string& cause) {
  constexpr std::pair<std::string_view, const char*> words[] = {
      {"slack", "planned too late"}, {"lot_slip", "lot slipped"},
      {"supply", "supply short"},    {"passed_over", "passed over"},
      {"gate", "readiness gate"},    {"frozen", "frozen, embargo"},
      {"minimum", "minimum, whole"}, {"kit", "kit not complete"},
      {"reroute", "rerouted"},       {"room", "no room"},
      {"install", "crew busy"},      {"commissioning", "commissioning"},
      {"power", "no power"}};
  if (cause.starts_with("stage.")) return cause.substr(6) + " slow";
  for (const auto& [name, word] : words)
    if (name == cause) return word;
  return cause;
}

std::string cause_words(const std::string& cause) { return cause.empty() ? "" : meaning_of(cause, true); }

}  // namespace allot::report
