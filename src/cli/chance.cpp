#include "cli/chance.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/literals.hpp"
#include "base/nearest.hpp"
#include "base/pointer.hpp"
#include "base/text.hpp"
#include "cli/options.hpp"
#include "json/write.hpp"

namespace allot::cli {
namespace {

constexpr std::array<std::pair<const char*, const char*>, 3> sections = {
    {{"organisations", "organisation"}, {"groups", "group"}, {"sites", "site"}}};

AskedChance chance_from(const std::string& text) {
  const std::size_t equals = text.find('='), at = text.rfind('@');
  const auto wrong = [&](const std::string& what) {
    return UsageError("--chance: " + what + " in '" + text + "'; as in --chance lab=500@2025-09-01");
  };
  if (equals == std::string::npos || at == std::string::npos || at < equals) throw wrong("expected ID=N@DATE");
  AskedChance out{text.substr(0, equals), text.substr(equals + 1, at - equals - 1), 0};
  const auto date = parse_date(text.substr(at + 1));
  if (!date) throw wrong("expected a date after @");
  const bool is_day = text.size() - at - 1 == 10;
  out.by = *date + (is_day ? day - 1 : 0);
  const bool is_number = !out.units.empty() && out.units.size() <= 15 && std::ranges::all_of(out.units, is_digit);
  if (!is_number || out.units.find_first_not_of('0') == std::string::npos)
    throw wrong("expected a whole number of units above 0");
  return out;
}

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
  throw UsageError("--chance: no organisation, group or site '" + id + "'" +
                   (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

}  // namespace

std::vector<AskedChance> chances_from(const std::vector<std::string>& texts) {
  std::vector<AskedChance> out;
  for (const std::string& text : texts) out.push_back(chance_from(text));
  return out;
}

ScenarioFile with_chances(const ScenarioFile& file, const std::vector<AskedChance>& asked, Sampling& sampling) {
  Settings milestones;
  for (const AskedChance& it : asked) {
    const std::string id = it.id + ":" + it.units;
    const Owner owner = owner_of(file.root, it.id);
    const std::string label = owner.label + " has " + with_thousands(std::stoll(it.units)) + " online";
    milestones.emplace_back("/milestones/" + escaped_key(id), "{\"" + owner.kind + "\": " + json::quoted(it.id) +
                                                                  ", \"online\": " + it.units +
                                                                  ", \"label\": " + json::quoted(label) + "}");
    sampling.chances.emplace_back(id, it.by);
  }
  return milestones.empty() ? file : edited(file, "", milestones);
}

}  // namespace allot::cli
