#include "scenario/read_entity.hpp"

/// Levels, rules and routes: members that are written in another shape than they are kept.
namespace allot::scenario {
namespace {

using allocation::Rule;

Rule default_rule(Level level) { return level == Level::order ? Rule::fifo : Rule::proportional; }

std::optional<Rule> rule_called(Reader& reader, const Cursor& at, const std::string& name) {
  if (const auto found = allocation::rule_named(name)) return found;
  std::vector<std::string> known;
  for (const auto& facts : allocation::rules()) known.emplace_back(facts.name);
  reader.unknown(at, "rule", name, known);
  return std::nullopt;
}

// Whoever has no group stands among the groups for itself.
void read_quota(Reader& reader, const Cursor& at, const std::string& id, Level level, Quota& quota) {
  if (level == Level::group) quota.group = reader.names(Section::groups).find(id);
  if (!quota.group) quota.organisation = reader.names(Section::organisations).find(id);
  if (!quota.group && !quota.organisation)
    reader.unknown(at, level == Level::group ? "group" : "organisation", id,
                   reader.names(level == Level::group ? Section::groups : Section::organisations).all());
  read_value(reader, at, {.key = "", .meaning = "", .most = 1}, quota.share);
}

void read_quotas(Reader& reader, const Cursor& at, LevelRule& level) {
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object of parts of 1 by name");
  for (const std::string& key : at.node().keys) {
    const Cursor member = at.member(key);
    if (key.ends_with('#') || !member.exists()) continue;
    read_quota(reader, member, key, level.level, level.parameters.quotas.emplace_back());
  }
}

void read_parameters_of(Reader& reader, const Cursor& at, LevelRule& level) {
  switch (level.rule) {
    case Rule::fair_share: return read_fields(reader, at, level.parameters.fair_share);
    case Rule::turn_and_earn: return read_fields(reader, at, level.parameters.turn_and_earn);
    case Rule::auction: return read_fields(reader, at, level.parameters.auction);
    case Rule::quota: return read_quotas(reader, at, level);
    case Rule::proportional:
    case Rule::equal_awards:
    case Rule::equal_losses:
    case Rule::talmud:
    case Rule::reverse_talmud:
    case Rule::piniles:
    case Rule::constrained_egalitarian:
    case Rule::random_arrival:
    case Rule::minimal_overlap:
    case Rule::adjusted_proportional:
    case Rule::fifo:
    case Rule::earliest_due:
    case Rule::priority:
    case Rule::smallest_first:
    case Rule::random_order:
      reader.problem(at,
                     "'" + std::string(at.key()) + "' takes no parameters: write \"" + std::string(at.key()) + "\"");
  }
}

// {"fair_share": {"half_life": "26w"}}; false if no rule came of it.
bool read_rule_with_parameters(Reader& reader, const Cursor& at, LevelRule& level) {
  std::vector<std::string> names;
  for (const std::string& key : at.node().keys)
    if (!key.ends_with('#')) names.push_back(key);
  if (names.size() != 1) return reader.mismatch(at, "one rule, as {\"RULE\": {...}}"), false;
  const Cursor parameters = at.member(names.front());
  if (!parameters.exists()) return reader.mismatch(at, "a rule with its parameters"), false;
  const auto rule = rule_called(reader, parameters, names.front());
  if (!rule) return false;
  level.rule = *rule;
  level.parameters = {};
  read_parameters_of(reader, parameters, level);
  return true;
}

bool read_rule(Reader& reader, const Cursor& at, LevelRule& level) {
  if (at.node().is(Draft::Type::object)) return read_rule_with_parameters(reader, at, level);
  std::string name;
  if (!read_text(reader, at, name)) return false;
  const auto rule = rule_called(reader, at, name);
  if (!rule) return false;
  level.rule = *rule;
  level.parameters = {};
  if (allocation::facts(*rule).needs_terms)
    reader.problem(at, "'" + name + "' needs its numbers",
                   *rule == Rule::quota ? "write {\"quota\": {\"ID\": 0.05}}"
                                        : "write {\"turn_and_earn\": {\"share\": 0.8, \"period\": \"13w\"}}");
  return true;
}

void check_place(Reader& reader, const Cursor& at, const LevelRule& level) {
  const auto& facts = allocation::facts(level.rule);
  if (facts.is_sequence && level.level != Level::order)
    reader.problem(at, "'" + std::string(facts.name) + "' serves one after another: it stands only at level order");
  if (level.rule == Rule::quota && level.level == Level::order)
    reader.problem(at, "'quota' is of groups and organisations: it does not stand at level order");
}

}  // namespace

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<LevelRule>& levels) {
  if (!at.node().is(Draft::Type::array) || at.node().items.empty())
    return reader.mismatch(at, "a list of levels: group, organisation, order");
  levels.clear();
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor item = at.item(i, index);
    Level level = Level::order;
    read_field(reader, item, Spec{.key = "", .meaning = ""}, level);
    if (!levels.empty() && (levels.back().level > level || (levels.back().level == level && level != Level::group)))
      reader.problem(item, "levels go from the root down: group (again for groups within groups), organisation, order");
    levels.push_back({level, default_rule(level)});
  }
  if (levels.back().level != Level::order) reader.problem(at, "the last level has to be 'order'");
}

void read_field(Reader& reader, const Cursor& at, const Spec&, RulesOfLevels rules) {
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object of rules by level");
  std::vector<std::string> known;
  for (std::size_t depth = 0; depth < rules.levels.size(); ++depth) known.push_back(name_of_level(rules.levels, depth));
  for (const std::string& key : at.node().keys) {
    if (key.ends_with('#')) continue;
    const Cursor member = at.member(key);
    if (!member.exists()) continue;
    const auto found = std::find(known.begin(), known.end(), key);
    if (found == known.end()) {
      const std::string near = nearest(key, known);
      reader.problem_at_key(member, "the policy has no level '" + key + "'",
                            near.empty() ? "" : "did you mean '" + near + "'?");
      continue;
    }
    LevelRule& level = rules.levels[static_cast<std::size_t>(found - known.begin())];
    if (read_rule(reader, member, level)) check_place(reader, member, level);
  }
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<Route>& routes) {
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object of routes by region");
  for (const std::string& region : at.node().keys) {
    if (region.ends_with('#')) continue;
    const Cursor list = at.member(region);
    if (!list.exists()) continue;
    Route& route = routes.emplace_back();
    route.region = region;
    if (!list.node().is(Draft::Type::array)) {
      reader.mismatch(list, "a list of stages");
      continue;
    }
    Names names;
    for (std::size_t i = 0; i < list.node().items.size(); ++i) {
      const std::string index = std::to_string(i);
      const Cursor item = list.item(i, index);
      Stage& stage = route.stages.emplace_back();
      read_fields(reader, item, stage);
      if (!stage.name.empty() && !names.add(stage.name))
        reader.problem(item, "another stage of this route is called '" + stage.name + "'");
    }
  }
}

}  // namespace allot::scenario
