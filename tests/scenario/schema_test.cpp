#include "scenario/schema.hpp"

#include <fmt/core.h>

#include "allot/scenario_io.hpp"
#include "scenario/families.hpp"
#include "scenario/reference.hpp"
#include "scenario/shape.hpp"
#include "scenario/words.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace schema_test {

using namespace allot;
using namespace allot::scenario;

namespace {

Draft member(const Draft& draft, std::string_view key) {
  const Draft* const found = draft.find(key);
  return found ? *found : Draft{};
}

Draft definition(const Draft& schema, std::string_view name) { return member(member(schema, "definitions"), name); }

void collect_references(const Draft& draft, std::vector<std::string>& names) {
  for (std::size_t i = 0; i < draft.items.size(); ++i) {
    if (i < draft.keys.size() && draft.keys[i] == "$ref") names.push_back(draft.items[i].text);
    collect_references(draft.items[i], names);
  }
}

std::string arguments_of(const Parametrisation& way) {
  std::string text;
  for (const Argument& argument : way.needed)
    if (!argument.name.empty())
      text += fmt::format("{}\"{}\": {}", text.empty() ? "" : ", ", argument.name, argument.example);
  return "{" + text + "}";
}

// Multiplies a plan by a number drawn from the distribution.
std::string problem_with(const std::string& distribution) {
  const std::string text =
      R"({"allot": 1, "start": "2024-01-01", "end": "2025-01-01", "products": {"p": {}}, "suppliers": {"s": {"supply":
      {"plan": {"product": "p", "at": "2024-02-01", "units": 8, "scale": )" +
      distribution + "}}}}}";
  ScenarioFile file{draft_of(text), [](const std::string&) { return text_of("days\n3\n5\n", "delays.csv"); }, ""};
  try {
    check(file);
  } catch (const InputError& error) {
    return error.problems().front().message;
  }
  return "";
}

}  // namespace

TEST_CASE("the schema has every field of the table, with its meaning", "[scenario][schema]") {
  const Draft schema = schema_draft();
  for (const PartFacts& part : reference()) {
    const Draft properties = member(definition(schema, part.definition), "properties");
    for (const FieldFacts& field : part.fields) {
      INFO(part.path << "." << field.key);
      // Room and power are one definition there, and two sections where they are described.
      const bool is_of_both = part.definition == "source" && field.key == "add";
      const std::string meaning =
          is_of_both ? "units, or power; negative where something is switched off" : std::string(field.meaning);
      CHECK(member(member(properties, field.key), "description").text == meaning);
      CHECK((member(properties, field.key).find("default") != nullptr) == !field.fallback.empty());
    }
  }
}

TEST_CASE("every field and every part says what it means and how it is written", "[scenario][schema]") {
  for (const PartFacts& part : reference()) {
    CHECK_FALSE(part.meaning.empty());
    CHECK_FALSE(part.fields.empty());
    for (const FieldFacts& field : part.fields) {
      INFO(part.path << "." << field.key);
      CHECK_FALSE(field.meaning.empty());
      CHECK_FALSE(field.written.empty());
    }
  }
}

TEST_CASE("what the schema refers to, it defines", "[scenario][schema]") {
  const Draft schema = schema_draft();
  std::vector<std::string> names;
  collect_references(schema, names);
  CHECK(names.size() > 100);
  for (const std::string& name : names) {
    INFO(name);
    CHECK(definition(schema, name.substr(name.rfind('/') + 1)).is(Draft::Type::object));
  }
}

TEST_CASE("the schema, printed and read again, is the same", "[scenario][schema]") {
  CHECK(line_of(draft_of(schema())) == line_of(schema_draft()));
}

TEST_CASE("every family of distributions is described in every way in which it may be stated", "[scenario][schema]") {
  REQUIRE(family_facts().size() == families().size());
  for (std::size_t i = 0; i < families().size(); ++i) {
    const FamilyFacts& family = family_facts()[i];
    INFO(family.name);
    CHECK(family.name == families()[i].text);
    CHECK(family.family == families()[i].value);
    if (family.ways.empty()) CHECK(problem_with(fmt::format("{{\"{}\": {}}}", family.name, family.example)) == "");
    for (const Parametrisation& way : family.ways)
      CHECK(problem_with(fmt::format("{{\"{}\": {}}}", family.name, arguments_of(way))) == "");
  }
}

TEST_CASE("every action and time of an intervention that is described is one that a patch replaces whole",
          "[scenario][schema]") {
  std::size_t described = 0;
  for (const PartFacts& part : reference()) {
    if (!part.path.starts_with("interventions.")) continue;
    INFO(part.path);
    const std::string key = part.path.substr(part.path.find('.') + 1);
    CHECK(shape_at(std::vector<std::string>{"interventions", "swap", key}) == Shape::whole);
    described += is_action(key);
  }
  CHECK(described == actions().size());
}

}  // namespace schema_test
