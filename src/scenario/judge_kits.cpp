#include "scenario/judge.hpp"

/// A kit of a single line.
namespace allot::scenario {

void judge_kits(Judge& in) {
  const Cursor orders = in.root.member("orders"), books = in.root.member("order_books");
  for (const KitLines& kit : kits_in(in.scenario)) {
    const std::string why = kit.orders.size() > 1 ? "" : "no other order names the kit '" + kit.kit + "'";
    const std::size_t first = kit.orders.front();
    if (first >= in.sections.orders.size()) {
      in.judge(books, why.empty() ? why : "'kit' of its orders, since " + why, kit.kit);
      continue;
    }
    const Entry& entry = in.sections.orders[first];
    const Cursor at = orders.entry(entry.key, entry.id, *entry.node, defaults_of(in.root, "orders"));
    in.judge(at.member("kit"), why);
  }
}

}  // namespace allot::scenario
