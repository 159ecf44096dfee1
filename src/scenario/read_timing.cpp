#include <array>

#include "base/one_of.hpp"
#include "base/text.hpp"
#include "scenario/sections.hpp"
#include "scenario/shape.hpp"

/// When an intervention happens: a date, a condition, after another one; how often, and until when.
namespace allot::scenario {
namespace {

Kind kind_of_until(Reader& reader, const Draft& node) {
  if (const Draft* name = node.find("parameter"); name && name->is(Draft::Type::string)) {
    const Ref parameter = reader.names(Section::parameters).find(name->text);
    if (!parameter || node.find("from")) return Kind::date;
    return reader.parameters[parameter.at()].value.kind == Kind::date ? Kind::date : Kind::duration;
  }
  const Draft* shown_by = &node;
  while (!shown_by->items.empty()) shown_by = &shown_by->items.front();
  return kind_of(*shown_by) == Kind::duration ? Kind::duration : Kind::date;
}

/// What a condition may count of one kind of entity.
struct CountsOf {
  std::string_view kind;
  Section section;
  Ref Condition::*entity;
  std::string_view counts;  ///< each between spaces
};

constexpr std::string_view of_owners =
    " ordered_units allocated_units delivered_units online_units cancelled_units backlog_units in_transit_units "
    "stranded_units retired_units returned_units ";

constexpr CountsOf counts_of[] = {
    {"organisation", Section::organisations, &Condition::organisation, of_owners},
    {"group", Section::groups, &Condition::group, of_owners},
    {"site", Section::sites, &Condition::site, " online_units stranded_units retired_units "},
    {"supplier", Section::suppliers, &Condition::supplier,
     " produced_units scrapped_units stock_units in_transit_units returned_units "},
    {"order", Section::orders, &Condition::order,
     " allocated_units delivered_units online_units cancelled_units backlog_units in_transit_units stranded_units "
     "returned_units "},
    {"system", Section::none, nullptr,
     " ordered_units allocated_units delivered_units online_units cancelled_units backlog_units in_transit_units "
     "stranded_units retired_units returned_units produced_units scrapped_units stock_units "}};

std::vector<std::string> words_in(std::string_view list) {
  std::vector<std::string> words;
  for (const auto& word : words_of(Counted{}))
    if (list.find(" " + std::string(word.text) + " ") != std::string_view::npos) words.emplace_back(word.text);
  return words;
}

void resolve_count(Reader& reader, const Cursor& at, const CountsOf& kind, std::string_view count, Condition& it) {
  const std::vector<std::string> known = words_in(kind.counts);
  if (std::find(known.begin(), known.end(), count) == known.end())
    return reader.unknown(at, "count of units of '" + std::string(kind.kind) + "'", count, known);
  for (const auto& word : words_of(Counted{}))
    if (word.text == count) it.counted = word.value;
}

// KIND.ID.COUNT, where an id may have dots of its own; or system.COUNT.
void resolve_metric(Reader& reader, const Cursor& at, Condition& it) {
  const std::string_view text = it.metric;
  const std::size_t first = std::min(text.find('.'), text.size()), last = text.rfind('.');
  const std::string_view kind = text.substr(0, first);
  const auto found =
      std::find_if(std::begin(counts_of), std::end(counts_of), [&](const CountsOf& each) { return each.kind == kind; });
  const bool is_system = kind == "system";
  if (found == std::end(counts_of) || first == text.size() || is_system != (first == last))
    return reader.problem(
        at, "expected KIND.ID.COUNT, such as site.hall.online_units, or system.COUNT, found '" + it.metric + "'",
        "kinds are organisation, group, site, supplier and order");
  resolve_count(reader, at, *found, text.substr(last + 1), it);
  if (is_system) return;
  const std::string_view id = text.substr(first + 1, last - first - 1);
  Ref& entity = it.*found->entity;
  entity = reader.names(found->section).find(id);
  if (!entity) reader.unknown(at, noun(found->section), id, reader.names(found->section));
}

void check_condition(Reader& reader, const Cursor& at, Condition& it) {
  const Draft& node = at.node();
  const bool has_metric = node.find("metric"), has_order = node.find("order");
  if (has_metric == has_order) return reader.problem(at, "needs either 'metric', or 'order' and 'state'");
  if (has_order != bool(node.find("state")))
    reader.problem(at, has_order ? "'state' is missing: how far the order has come" : "'state' belongs to an 'order'");
  if (it.at_least && it.at_most) reader.problem(at, "'at_least' and 'at_most' exclude each other");
  if (it.at_least || it.at_most) return;
  if (has_metric) return reader.problem(at, "needs 'at_least' or 'at_most': how many units");
  it.at_least.emplace().kind = Kind::units;
  it.at_least->number = 1;
}

}  // namespace

void read_field(Reader& reader, const Cursor& at, const Spec& spec, UntilWhen until) {
  Spec chosen = spec;
  chosen.kind = kind_of_until(reader, at.node());
  chosen.above = chosen.kind == Kind::duration;
  if (chosen.above) chosen.least = 0;
  read_value(reader, at, chosen, until.value.emplace());
}

void read_field(Reader& reader, const Cursor& at, const Spec&, Again again) {
  if (at.node().is(Draft::Type::boolean)) {
    if (at.node().boolean) again.repeat.emplace();
    return;
  }
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "true, or {\"every\": duration, \"until\": date}");
  read_fields(reader, at, again.repeat.emplace());
}

void read_field(Reader& reader, const Cursor& at, const Spec&, Condition& condition) {
  read_fields(reader, at, condition);
  if (!at.node().is(Draft::Type::object)) return;
  if (const Cursor metric = at.member("metric"); !condition.metric.empty()) resolve_metric(reader, metric, condition);
  check_condition(reader, at, condition);
}

void read_field(Reader& reader, const Cursor& at, const Spec&, Succession& succession) {
  read_fields(reader, at, succession);
}

namespace {

constexpr double most_times = 100'000;

void check_one_time(Reader& reader, const Cursor& at, const Intervention& it) {
  const int ways = (it.at ? 1 : 0) + (it.when ? 1 : 0) + (it.after ? 1 : 0);
  if (ways == 0)
    reader.problem(at, "says not when: needs 'at' (a date), 'when' (a condition) or 'after' (another intervention)");
  if (ways > 1) reader.problem(at, "needs one of 'at', 'when' and 'after', has several");
}

void check_repeat(Reader& reader, const Cursor& at, const Scenario& scenario, const Intervention& it) {
  const Cursor repeat = at.member("repeat");
  if (!it.repeat || !repeat.exists()) return;
  if (it.after) return reader.problem(repeat, "what comes after another intervention happens as often as that one");
  if (it.at && !it.repeat->every) return reader.problem(repeat, "a date comes again {\"every\": duration}");
  if (it.when && it.repeat->every) return reader.problem(repeat, "a condition repeats when it comes true again: true");
  if (it.repeat->every && static_cast<double>(scenario.end - scenario.start) /
                                  static_cast<double>(std::max<Duration>(1, *it.repeat->every)) >
                              most_times)
    reader.problem(repeat.member("every"), "makes more than 100,000 times; at most so many are simulated");
}

// Of dates that are known; chance may still leave a window empty, which then does nothing.
void check_until(Reader& reader, const Cursor& until, const Intervention& it, const std::optional<Value>& end) {
  if (!until.exists() || !it.at || !it.at->is_known() || !end || end->kind != Kind::date || !end->is_known()) return;
  if (end->number <= it.at->number) reader.problem(until, "has to come after 'at', when it begins");
}

/// When an action ends by itself; none: it does not.
struct EndOfAction {
  using End = std::optional<Value>;

  End operator()(const one_of<Set, SupplyShock, StageDelay, Embargo, Lease> auto& it) const { return it.until; }
  End operator()(const Loan& it) const { return it.back; }
  End operator()(const one_of<Swap, Divert, Cancel, Defer, Expedite, Split, Convert, PowerChange, Retire, PriceChange,
                              PlaceOrder, Reclaim> auto&) const {
    return std::nullopt;
  }
};

std::optional<Value> until_of(const Action& action) { return std::visit(EndOfAction{}, action); }

const Intervention* named(const Scenario& scenario, std::string_view id) {
  const auto found = std::find_if(scenario.interventions.begin(), scenario.interventions.end(),
                                  [&](const Intervention& it) { return it.id == id; });
  return found == scenario.interventions.end() ? nullptr : &*found;
}

// The one that says how often all those happen that come after it.
const Intervention& first_of_chain(const Scenario& scenario, const Intervention& it) {
  const Intervention* first = &it;
  for (std::size_t steps = 0; first->after && steps < scenario.interventions.size(); ++steps) {
    const Intervention* leader = named(scenario, first->after->intervention);
    if (!leader) break;
    first = leader;
  }
  return *first;
}

void check_after(Reader& reader, const Cursor& at, const Scenario& scenario, const Intervention& it) {
  if (!it.after || it.after->intervention.empty()) return;
  const Cursor after = at.member("after"), name = after.member("intervention");
  const Intervention* leader = named(scenario, it.after->intervention);
  if (!leader)
    return reader.unknown(name, "intervention", it.after->intervention, reader.names(Section::interventions));
  for (std::size_t steps = 0; leader && leader->after && steps < scenario.interventions.size(); ++steps) {
    if (leader == &it) break;
    leader = named(scenario, leader->after->intervention);
  }
  if (leader == &it) reader.problem(name, "an intervention cannot come after itself");
}

}  // namespace

void check_timing(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario) {
  const Cursor section = root.member("interventions");
  for (std::size_t i = 0; i < scenario.interventions.size(); ++i) {
    const Entry& entry = sections.interventions[i];
    const Intervention& it = scenario.interventions[i];
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults_of(root, "interventions"));
    if (!entry.node->is(Draft::Type::object)) continue;
    check_one_time(reader, at, it);
    check_repeat(reader, at, scenario, it);
    check_after(reader, at, scenario, it);
    if (std::holds_alternative<PlaceOrder>(it.action) && first_of_chain(scenario, it).repeat)
      reader.problem(at, "an order is placed once, this one would be placed again and again",
                     "repeated demand is a stream");
    if (it.repeat)
      check_until(reader, at.member("repeat").exists() ? at.member("repeat").member("until") : at.member("repeat"), it,
                  it.repeat->until);
    for (const std::string& key : entry.node->keys)
      if (const Cursor action = at.member(key);
          is_action(key) && action.exists() && action.node().is(Draft::Type::object))
        check_until(reader, action.member(key == "loan" ? "return" : "until"), it, until_of(it.action));
  }
}

}  // namespace allot::scenario
