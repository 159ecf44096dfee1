#include "scenario/judge.hpp"

/// Kits of a single line. A book may name each sales order as one; then it is enough that some have several lines.
namespace allot::scenario {

void judge_kits(Judge& in) {
  const Cursor orders = in.root.member("orders"), books = in.root.member("order_books");
  bool is_in_books = false, is_together = false;
  for (const KitLines& kit : kits_in(in.scenario)) {
    const std::string why = kit.orders.size() > 1 ? "" : "no other order names the kit '" + kit.kit + "'";
    const std::size_t first = kit.orders.front();
    if (kit.orders.back() >= in.sections.orders.size()) {
      is_in_books = true;
      is_together = is_together || why.empty();
    }
    if (first >= in.sections.orders.size()) continue;
    const Entry& entry = in.sections.orders[first];
    const Cursor at = orders.entry(entry.key, entry.id, *entry.node, defaults_of(in.root, "orders"));
    in.judge(at.member("kit"), why);
  }
  if (is_in_books) in.judge(books, is_together ? "" : "'kit' of its orders, since no two of them name the same", "kit");
}

}  // namespace allot::scenario
