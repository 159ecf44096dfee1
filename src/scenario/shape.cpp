#include "scenario/shape.hpp"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "base/contract.hpp"

namespace allot::scenario {
namespace {

constexpr std::string_view action_words[] = {"swap",  "divert",   "convert", "loan",   "cancel", "defer",
                                             "split", "expedite", "set",     "supply", "delay",  "embargo",
                                             "power", "order",    "price",   "retire", "reclaim", "lease"};

// The action that each of the words stands for.
using ActionsByWord = std::tuple<Swap, Divert, Convert, Loan, Cancel, Defer, Split, Expedite, Set, SupplyShock,
                                 StageDelay, Embargo, PowerChange, PlaceOrder, PriceChange, Retire, Reclaim, Lease>;
static_assert(std::tuple_size_v<ActionsByWord> == std::size(action_words), "a word for each action");
static_assert(std::variant_size_v<Action> == std::size(action_words), "each action has a word");

template <std::size_t... Place>
Action nth_action(std::size_t wanted, std::index_sequence<Place...>) {
  Action out;
  (void)((Place == wanted && (out.emplace<std::tuple_element_t<Place, ActionsByWord>>(), true)) || ...);
  return out;
}

struct Pattern {
  std::string_view path;  // * is any key
  Shape shape;
};

constexpr Pattern patterns[] = {
    {"", Shape::parts},
    {"defaults", Shape::parts},
    {"sources", Shape::keyed},
    {"sources/*", Shape::parts},
    {"parameters", Shape::keyed},
    {"parameters/*", Shape::whole},
    {"variants", Shape::keyed},
    {"variants/*", Shape::whole},
    {"comparisons", Shape::whole},
    {"products", Shape::keyed},
    {"products/*", Shape::parts},
    {"products/*/made_of", Shape::keyed},
    {"products/*/depreciation", Shape::parts},
    {"groups", Shape::keyed},
    {"groups/*", Shape::parts},
    {"organisations", Shape::keyed},
    {"organisations/*", Shape::parts},
    {"organisations/*/order_behaviour", Shape::parts},
    {"organisations/*/order_behaviour/target", Shape::parts},
    {"organisations/*/order_behaviour/target/payments", Shape::whole},
    {"organisations/*/order_behaviour/target/inflate", Shape::parts},
    {"organisations/*/order_behaviour/target/duplicate", Shape::parts},
    {"sites", Shape::keyed},
    {"sites/*", Shape::parts},
    {"sites/*/online", Shape::keyed},
    {"sites/*/room", Shape::keyed},
    {"sites/*/room/*", Shape::parts},
    {"sites/*/power", Shape::keyed},
    {"sites/*/power/*", Shape::parts},
    {"sites/*/room/*/slip_with", Shape::whole},
    {"sites/*/power/*/slip_with", Shape::whole},
    {"suppliers", Shape::keyed},
    {"suppliers/*", Shape::parts},
    {"suppliers/*/stock", Shape::keyed},
    {"suppliers/*/supply", Shape::keyed},
    {"suppliers/*/supply/*", Shape::parts},
    {"suppliers/*/supply/*/slip_with", Shape::whole},
    {"suppliers/*/allocation", Shape::parts},
    {"suppliers/*/allocation/rules", Shape::parts},
    {"suppliers/*/allocation/rules/*", Shape::whole},
    {"suppliers/*/allocation/readiness", Shape::parts},
    {"suppliers/*/routes", Shape::keyed},
    {"suppliers/*/routes/*", Shape::keyed},
    {"suppliers/*/routes/*/*", Shape::parts},
    {"orders", Shape::keyed},
    {"orders/*", Shape::parts},
    {"orders/*/payments", Shape::whole},
    {"streams", Shape::keyed},
    {"streams/*", Shape::parts},
    {"streams/*/payments", Shape::whole},
    {"streams/*/inflate", Shape::parts},
    {"streams/*/duplicate", Shape::parts},
    {"interventions", Shape::keyed},
    {"interventions/*", Shape::parts},
    {"interventions/*/when", Shape::whole},
    {"interventions/*/after", Shape::whole},
    {"interventions/*/repeat", Shape::whole},
    {"interventions/*/cost", Shape::whole},
    {"costs", Shape::keyed},
    {"actuals", Shape::parts},
    {"milestones", Shape::keyed},
    {"milestones/*", Shape::parts},
    {"money", Shape::parts},
    {"money/rates", Shape::keyed},
    {"price_curves", Shape::keyed},
    {"price_curves/*", Shape::parts},
};

bool matches(std::string_view pattern, std::span<const std::string> path) {
  for (const std::string& key : path) {
    if (pattern.empty()) return false;
    const std::string_view word = pattern.substr(0, pattern.find('/'));
    if (word != "*" && word != key) return false;
    pattern.remove_prefix(std::min(word.size() + 1, pattern.size()));
  }
  return pattern.empty();
}

// What fills an entry has the shape of an entry.
std::vector<std::string> without_defaults(std::span<const std::string> path) {
  std::vector<std::string> plain(path.begin(), path.end());
  if (path.size() < 2 || path[0] != "defaults") return plain;
  plain[0] = path[1];
  plain[1] = "*";
  return plain;
}

const Pattern* pattern_of(std::span<const std::string> path) {
  const std::vector<std::string> plain = without_defaults(path);
  const auto found = std::find_if(std::begin(patterns), std::end(patterns),
                                  [&](const Pattern& pattern) { return matches(pattern.path, plain); });
  return found == std::end(patterns) ? nullptr : &*found;
}

}  // namespace

Shape shape_at(std::span<const std::string> path) {
  if (path.size() == 3 && is_intervention(path.first(2)) && is_action(path[2])) return Shape::whole;
  const Pattern* const pattern = pattern_of(path);
  return pattern ? pattern->shape : Shape::open;
}

bool may_be_left_out(std::span<const std::string> path) {
  const Pattern* const pattern = pattern_of(path);
  if (!pattern || path.empty()) return false;
  const bool is_entity_of_defaults = path.size() == 2 && path[0] == "defaults";
  return is_entity_of_defaults || !pattern->path.ends_with('*');
}

bool is_intervention(std::span<const std::string> path) { return path.size() == 2 && path[0] == "interventions"; }

std::span<const std::string_view> actions() { return action_words; }

Action action_called(std::string_view key) {
  const auto found = std::find(std::begin(action_words), std::end(action_words), key);
  expects(found != std::end(action_words), "an action is called by its word");
  return nth_action(static_cast<std::size_t>(found - std::begin(action_words)),
                    std::make_index_sequence<std::size(action_words)>{});
}

bool is_action(std::string_view key) {
  return std::find(std::begin(action_words), std::end(action_words), key) != std::end(action_words);
}

}  // namespace allot::scenario
