#include <array>
#include <utility>

#include "allot/compared_files.hpp"
#include "base/nearest.hpp"
#include "base/pointer.hpp"
#include "base/text.hpp"
#include "json/write.hpp"

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

}  // namespace

ScenarioFile with_chances(const ScenarioFile& file, const std::vector<AskedChance>& asked, Sampling& sampling) {
  FieldSettings milestones;
  for (const AskedChance& it : asked) {
    const std::string id = it.id + ":" + std::to_string(it.units);
    const Owner owner = owner_of(file.root, it.id);
    const std::string label = owner.label + " has " + with_thousands(it.units) + " online";
    milestones.emplace_back("/milestones/" + escaped_key(id), "{\"" + owner.kind + "\": " + json::quoted(it.id) +
                                                                  ", \"online\": " + std::to_string(it.units) +
                                                                  ", \"label\": " + json::quoted(label) + "}");
    sampling.chances.emplace_back(id, it.by);
  }
  return milestones.empty() ? file : edited(file, "", milestones);
}

}  // namespace allot
