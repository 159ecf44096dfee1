#include "base/exact.hpp"
#include "base/text.hpp"
#include "scenario/judge.hpp"

/// Kits of a single line, and kits that cannot be shipped in parts. A book may name each sales order as one; then it is
/// enough that some have several lines.
namespace allot::scenario {
namespace {

// "511 gpu and 31 nic"
std::string units_of(const Scenario& scenario, const KitLines& kit) {
  std::string text;
  for (std::size_t k = 0; k < kit.orders.size(); ++k) {
    const Order line = scenario.orders[kit.orders[k]];
    text += k == 0 ? "" : k + 1 == kit.orders.size() ? " and " : ", ";
    text += with_thousands(half_up(line.units.number)) + " " + scenario.products[line.product.at()].id;
  }
  return text;
}

// One kit of it all, though each line could be shipped in parts and none asks to be shipped complete.
bool is_one_by_chance(const Scenario& scenario, const KitLines& kit) {
  if (kit.orders.size() < 2 || kits_of(scenario, kit) != 1) return false;
  return std::all_of(kit.orders.begin(), kit.orders.end(), [&](std::size_t i) {
    const Order line = scenario.orders[i];
    return line.partial && half_up(line.units.number) > scenario.products[line.product.at()].lot;
  });
}

std::string one_kit(const Scenario& scenario, const KitLines& kit) {
  return "the kit '" + kit.kit + "' is shipped in wholes of " + units_of(scenario, kit) +
         ", and that is all of it: at once or not at all";
}

}  // namespace

void judge_kits(Judge& in) {
  const Cursor orders = in.root.member("orders"), books = in.root.member("order_books");
  bool is_in_books = false, is_together = false;
  std::size_t whole_ones = 0;
  std::string first_whole;
  for (const KitLines& kit : kits_in(in.scenario)) {
    const std::string why = kit.orders.size() > 1 ? "" : "no other order names the kit '" + kit.kit + "'";
    const std::size_t first = kit.orders.front();
    const bool is_whole = is_one_by_chance(in.scenario, kit);
    if (kit.orders.back() >= in.sections.orders.size()) {
      is_in_books = true;
      is_together = is_together || why.empty();
    }
    if (first >= in.sections.orders.size()) {
      if (is_whole && ++whole_ones == 1) first_whole = one_kit(in.scenario, kit);
      continue;
    }
    const Entry& entry = in.sections.orders[first];
    const Cursor at = orders.entry(entry.key, entry.id, *entry.node, defaults_of(in.root, "orders"));
    in.judge(at.member("kit"), why);
    if (is_whole) in.remark(at.member("kit"), one_kit(in.scenario, kit));
  }
  if (is_in_books) in.judge(books, is_together ? "" : "'kit' of its orders, since no two of them name the same", "kit");
  if (whole_ones > 0)
    in.remark(books, first_whole + (whole_ones > 1 ? "; so are " + std::to_string(whole_ones - 1) + " more" : ""));
}

}  // namespace allot::scenario
