#include <algorithm>
#include <set>
#include <string>

#include "scenario/judge.hpp"

/// The frame of a scenario: its warm-up, parameters that nothing takes, defaults that fill nothing, empty groups.
namespace allot::scenario {
namespace {

using NameSet = std::set<std::string, std::less<>>;

void find_taken(const Draft& node, NameSet& taken) {
  if (const Draft* name = node.find("parameter"); name && name->is(Draft::Type::string)) taken.insert(name->text);
  for (const Draft& item : node.items) find_taken(item, taken);
}

// Variants are looked at as scenarios of their own.
NameSet taken_parameters(const Draft& root) {
  NameSet taken;
  for (std::size_t i = 0; i < root.items.size(); ++i)
    if (root.keys[i] != "variants") find_taken(root.items[i], taken);
  return taken;
}

void judge_parameters(Judge& in) {
  const NameSet taken = taken_parameters(in.root.node());
  const Cursor parameters = in.root.member("parameters");
  for (const Parameter& it : in.scenario.parameters)
    in.judge(parameters.member(it.id), taken.contains(it.id) ? "" : "nothing takes this parameter");
}

// Defaults fill deep, but no value by halves.
bool is_filled(const Draft* own, const Draft& filling) {
  if (!own) return true;
  if (!own->is(Draft::Type::object) || !filling.is(Draft::Type::object) || is_whole_value(*own)) return false;
  for (std::size_t i = 0; i < filling.keys.size(); ++i)
    if (is_filled(own->find(filling.keys[i]), filling.items[i])) return true;
  return false;
}

bool is_taken(const std::vector<Entry>& entries, std::string_view key, const Draft& filling) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const Entry& it) { return is_filled(it.node->find(key), filling); });
}

// What orders leave out is filled wherever they come from; rows and roadmaps may leave out anything.
void judge_defaults(Judge& in, const char* section, const std::vector<Entry>& entries, bool fills_others = false) {
  const Cursor defaults = in.root.member("defaults");
  const Cursor at = defaults.member(section);
  if (!at.exists()) return;
  for (const std::string& key : at.node().keys)
    if (!key.ends_with('#'))
      in.judge(at.member(key),
               fills_others || is_taken(entries, key, *at.node().find(key)) ? ""
               : entries.empty()                                            ? "there is nothing that it could fill"
                                                                            : "all say it themselves",
               "default");
}

bool orders_elsewhere(const Judge& in) {
  return in.scenario.orders.size() > in.sections.orders.size() ||
         std::any_of(in.scenario.organisations.begin(), in.scenario.organisations.end(),
                     [](const Organisation& it) { return it.order_behaviour.target.has_value(); }) ||
         !in.scenario.placed.empty();
}

void judge_all_defaults(Judge& in) {
  const Sections& all = in.sections;
  judge_defaults(in, "products", all.products);
  judge_defaults(in, "groups", all.groups);
  judge_defaults(in, "organisations", all.organisations);
  judge_defaults(in, "sites", all.sites);
  judge_defaults(in, "suppliers", all.suppliers);
  judge_defaults(in, "orders", all.orders, orders_elsewhere(in));
  judge_defaults(in, "streams", all.streams);
  judge_defaults(in, "interventions", all.interventions);
}

void judge_groups(Judge& in) {
  in.each("groups", in.sections.groups, [&](const Cursor& at, std::size_t i) {
    const auto is_its = [&](const auto& it) { return it.group == ref(i); };
    const bool has_member = std::any_of(in.scenario.organisations.begin(), in.scenario.organisations.end(), is_its) ||
                            std::any_of(in.scenario.groups.begin(), in.scenario.groups.end(), is_its);
    in.judge(at, has_member ? "" : "no organisation belongs to it", "members");
  });
}

void judge_warm_up(Judge& in) {
  if (in.scenario.warm_up >= in.scenario.end - in.scenario.start)
    in.remark(in.root.member("warm_up"), "lasts until the end or beyond: nothing that is placed counts");
}

}  // namespace

void judge_frame(Judge& in) {
  judge_parameters(in);
  judge_all_defaults(in);
  judge_groups(in);
  judge_warm_up(in);
}

}  // namespace allot::scenario
