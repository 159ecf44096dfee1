#include "scenario/read_entity.hpp"

/// Levels, rules and routes: members that are written in another shape than they are kept.
namespace allot::scenario {
namespace {

using allocation::Rule;

Rule default_rule(Level level) { return level == Level::order ? Rule::fifo : Rule::proportional; }

bool read_rule(Reader& reader, const Cursor& at, Rule& rule) {
  std::string name;
  if (!read_text(reader, at, name)) return false;
  if (const auto found = allocation::rule_named(name)) {
    rule = *found;
    return true;
  }
  std::vector<std::string> known;
  for (const auto& facts : allocation::rules()) known.emplace_back(facts.name);
  reader.unknown(at, "rule", name, known);
  return false;
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
    if (!levels.empty() && levels.back().level >= level)
      reader.problem(item, "levels go from the root down: group, organisation, order, each at most once");
    levels.push_back({level, default_rule(level)});
  }
  if (levels.back().level != Level::order) reader.problem(at, "the last level has to be 'order'");
}

void read_field(Reader& reader, const Cursor& at, const Spec&, RulesOfLevels rules) {
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object of rules by level");
  std::vector<std::string> known;
  for (const LevelRule& level : rules.levels) known.emplace_back(words_of(Level{})[static_cast<std::size_t>(level.level)].text);
  for (const std::string& key : at.node().keys) {
    if (key.ends_with('#')) continue;
    const Cursor member = at.member(key);
    if (!member.exists()) continue;
    const auto found = std::find(known.begin(), known.end(), key);
    if (found == known.end()) {
      const std::string near = nearest(key, known);
      reader.problem_at_key(member, "the policy has no level '" + key + "'", near.empty() ? "" : "did you mean '" + near + "'?");
      continue;
    }
    LevelRule& level = rules.levels[static_cast<std::size_t>(found - known.begin())];
    if (read_rule(reader, member, level.rule) && allocation::facts(level.rule).is_sequence && level.level != Level::order)
      reader.problem(member, "'" + member.node().text + "' serves one after another: it stands only at level order");
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
      if (!stage.name.empty() && !names.add(stage.name)) reader.problem(item, "another stage of this route is called '" + stage.name + "'");
    }
  }
}

}  // namespace allot::scenario
