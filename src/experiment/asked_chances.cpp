#include <array>
#include <utility>

#include "allot/compared_files.hpp"
#include "base/literals.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"

namespace allot {
namespace {

constexpr std::array<std::pair<const char*, const char*>, 3> sections = {
    {{"organisations", "organisation"}, {"groups", "group"}, {"sites", "site"}}};

struct Owner {
  std::string kind, label;
};

std::string id_of(const Draft& entities, std::size_t i) {
  if (i < entities.keys.size()) return entities.keys[i];
  const Draft* id = entities.items[i].find("id");
  return id ? id->text : "";
}

Owner owner_of(const Draft& root, const std::string& id) {
  std::vector<std::string> all;
  for (const auto& [section, kind] : sections) {
    const Draft* entities = root.find(section);
    for (std::size_t i = 0; entities && i < entities->items.size(); ++i) {
      all.push_back(id_of(*entities, i));
      if (all.back() != id) continue;
      const Draft* label = entities->items[i].find("label");
      return {kind, label && !label->text.empty() ? label->text : id};
    }
  }
  const std::string near = nearest(id, all);
  throw RequestError("no organisation, group or site '" + id + "'" +
                     (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

Draft milestone_of(const AskedChance& asked, const Owner& owner) {
  const std::string units = std::to_string(asked.units);
  Draft out = Draft::object_of();
  out.set(owner.kind, Draft::string_of(asked.id));
  out.set("online", Draft::number_of(static_cast<double>(asked.units), units));
  out.set("label", Draft::string_of(owner.label + " has " + with_thousands(asked.units) + " online"));
  return out;
}

// Things of a scenario stand in an object by their ids, or in a list with their ids in them.
void add_milestone(Draft& root, const std::string& id, Draft milestone) {
  if (!root.find("milestones")) root.set("milestones", Draft::object_of());
  Draft& all = *root.find("milestones");
  if (all.is(Draft::Type::object)) return all.set(id, std::move(milestone));
  milestone.set("id", Draft::string_of(id));
  all.items.push_back(std::move(milestone));
}

}  // namespace

AskedChance chance_by(std::string id, Units units, std::string_view by) {
  constexpr std::size_t letters_of_a_day = 10;
  const Date date = parse_date(by).value();
  return {std::move(id), units, by.size() == letters_of_a_day ? date + day - 1 : date};
}

ScenarioFile with_chances(const ScenarioFile& file, const std::vector<AskedChance>& asked, Sampling& sampling) {
  ScenarioFile out = file;
  for (const AskedChance& it : asked) {
    const std::string id = it.id + ":" + std::to_string(it.units);
    add_milestone(out.root, id, milestone_of(it, owner_of(file.root, it.id)));
    sampling.chances.emplace_back(id, it.by);
  }
  return out;
}

}  // namespace allot
