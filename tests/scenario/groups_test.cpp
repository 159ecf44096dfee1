#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace groups_test {

using namespace allot;

namespace {

using Said = std::vector<std::string>;

ScenarioFile file_of(const std::string& groups, const std::string& organisations, const std::string& policy) {
  const auto no_files = [](const std::string&) -> TextPointer { throw std::runtime_error("no files"); };
  const std::string text = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
    "groups": )" + groups + R"(, "organisations": )" +
                           organisations + R"(, "suppliers": {"maker": {"allocation": )" + policy + R"(}},
    "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 8}}})";
  return {draft_of(text), no_files, ""};
}

Said in_words(const std::vector<Problem>& problems) {
  Said out;
  for (const Problem& it : problems)
    out.push_back(it.pointer + ": " + it.message + (it.hint.empty() ? "" : "; " + it.hint));
  return out;
}

Said faults_of(const std::string& groups, const std::string& organisations, const std::string& policy) {
  try {
    check(file_of(groups, organisations, policy));
  } catch (const InputError& error) {
    return in_words(error.problems());
  }
  return {};
}

Said remarks_of(const std::string& groups, const std::string& organisations, const std::string& policy) {
  const ScenarioFile file = file_of(groups, organisations, policy);
  const std::vector<Effects> all = {effects(file, check(file))};
  return in_words(remarks(all, {}));
}

constexpr const char* nested = R"({"europe": {}, "germany": {"group": "europe"}})";
constexpr const char* in_germany = R"({"lab": {"group": "germany"}, "shop": {"group": "europe"}})";
constexpr const char* flat = R"({"levels": ["group", "order"]})";
constexpr const char* two_deep = R"({"levels": ["group", "group", "order"]})";

std::string two_deep_with(const std::string& more) {
  return R"({"levels": ["group", "group", "order"], )" + more + "}";
}

}  // namespace

TEST_CASE("groups that go round in a circle are shown", "[scenario][groups]") {
  const std::string lab = R"({"lab": {}})";
  CHECK(faults_of(R"({"a": {"group": "b"}, "b": {"group": "c"}, "c": {"group": "a"}, "d": {"group": "a"}})", lab,
                  flat) == Said{"/groups/a/group: groups go round in a circle: 'a' in 'b' in 'c' in 'a'"});
  CHECK(faults_of(R"({"a": {"group": "a"}})", lab, flat) ==
        Said{"/groups/a/group: groups go round in a circle: 'a' in 'a'"});
  CHECK(faults_of(R"({"a": {"group": "bee"}, "bees": {}})", lab, flat) ==
        Said{"/groups/a/group: unknown group 'bee'; did you mean 'bees'?"});
}

TEST_CASE("a limit or a quota of a group takes a level for it", "[scenario][groups]") {
  const std::string cap = R"({"caps": [{"group": "germany", "units": 8}], "levels": )";
  CHECK(faults_of(nested, in_germany, cap + R"(["group", "group", "order"]})").empty());
  CHECK(faults_of(nested, in_germany, cap + R"(["group", "order"]})") ==
        Said{"/suppliers/maker/allocation/caps/0: 'germany' is a group of level 2, and the policy has 'group' only "
             "once among its levels"});
  CHECK(
      faults_of(nested, in_germany, two_deep_with(R"("rules": {"group_2": {"quota": {"germany": 0.5, "shop": 0.1}}})"))
          .empty());
  CHECK(faults_of(nested, in_germany, two_deep_with(R"("rules": {"group": {"quota": {"germany": 0.5}}})")) ==
        Said{"/suppliers/maker/allocation/rules: 'germany' is a group of level 2, and has no quota at level 1"});
  CHECK(faults_of(nested, in_germany, two_deep_with(R"("rules": {"group_2": {"quota": {"lab": 0.5}}})")) ==
        Said{"/suppliers/maker/allocation/rules: 'lab' stands among the groups as a part of its group: give that a "
             "quota"});
}

TEST_CASE("the second level of groups has a rule of its own, by its number", "[scenario][groups]") {
  CHECK(faults_of(nested, in_germany, R"({"levels": ["group", "order"], "rules": {"group_2": "talmud"}})") ==
        Said{"/suppliers/maker/allocation/rules/group_2: the policy has no level 'group_2'; did you mean 'group'?"});
  CHECK(faults_of(nested, in_germany, R"({"levels": ["group", "organisation", "group", "order"]})") ==
        Said{"/suppliers/maker/allocation/levels/2: levels go from the root down: group (again for groups within "
             "groups), organisation, order"});
  const Scenario scenario =
      check(file_of(nested, in_germany, two_deep_with(R"("rules": {"group_2": "talmud", "group": "equal_awards"})")));
  const auto& levels = scenario.suppliers[0].allocation.levels;
  CHECK(levels[0].rule == allocation::Rule::equal_awards);
  CHECK(levels[1].rule == allocation::Rule::talmud);
  CHECK(name_of_level(levels, 1) == "group_2");
}

TEST_CASE("levels, weights and groups without effect are said", "[scenario][groups]") {
  CHECK(remarks_of(nested, in_germany, two_deep).empty());
  CHECK(remarks_of(R"({"europe": {}})", R"({"lab": {"group": "europe"}})", two_deep) ==
        Said{"/suppliers/maker/allocation/levels/1: has no effect: no group belongs to another"});
  const std::string weighted = R"({"europe": {}, "germany": {"group": "europe", "weight": 2}})";
  CHECK(remarks_of(weighted, in_germany, two_deep).empty());
  CHECK(remarks_of(weighted, in_germany, flat) ==
        Said{"/groups/germany/weight: has no effect: no supplier that its members buy from divides by group 2 levels "
             "deep"});
  CHECK(remarks_of(R"({"europe": {}, "germany": {"group": "europe"}, "france": {"group": "europe"}})", in_germany,
                   two_deep) == Said{"/groups/france: has no effect: no organisation belongs to it"});
  CHECK(remarks_of(nested, R"({"lab": {"group": "germany", "weight": 2}})", two_deep) ==
        Said{"/organisations/lab/weight: has no effect: no supplier that it buys from divides by organisation"});
}

TEST_CASE("a group has the members of the groups within it", "[scenario][groups]") {
  const Scenario scenario = check(file_of(nested, in_germany, two_deep));
  CHECK(scenario.is_member({0}, {0}));
  CHECK(scenario.is_member({0}, {1}));
  CHECK(scenario.is_member({1}, {0}));
  CHECK_FALSE(scenario.is_member({1}, {1}));
  CHECK_FALSE(scenario.is_member({1}, {}));
}

}  // namespace groups_test
