#include "intake/names.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "intake/words.hpp"

namespace allot::intake {

std::vector<KnownName> names_in(const Draft& root, std::string_view section) {
  std::vector<KnownName> names;
  const Draft* const entries = root.is(Draft::Type::object) ? root.find(section) : nullptr;
  for (std::size_t i = 0; entries && i < entries->items.size(); ++i) {
    const Draft& entry = entries->items[i];
    if (!entry.is(Draft::Type::object)) continue;
    const Draft *id = entry.find("id"), *label = entry.find("label");
    KnownName& name = names.emplace_back();
    name.id = i < entries->keys.size() ? entries->keys[i] : id ? id->text : "";
    if (label) name.label = label->text;
  }
  return names;
}

std::optional<std::string> meant_by(const std::string& value, const std::vector<KnownName>& names) {
  for (const KnownName& name : names)
    if (name.id == value) return name.id;
  std::optional<std::string> found;
  const std::string words = company_words(value);
  for (const KnownName& name : names) {
    if (words.empty() || (company_words(name.id) != words && company_words(name.label) != words)) continue;
    if (found) return std::nullopt;
    found = name.id;
  }
  return found;
}

std::string nearest_to(const std::string& value, const std::vector<KnownName>& names) {
  std::vector<std::string> plain;
  for (const KnownName& name : names) {
    plain.push_back(company_words(name.id));
    plain.push_back(name.label.empty() ? plain.back() : company_words(name.label));
  }
  const std::string near = nearest(company_words(value), plain);
  const auto place = static_cast<std::size_t>(std::find(plain.begin(), plain.end(), near) - plain.begin());
  if (near.empty() || place == plain.size()) return {};
  return names[place / 2].id;
}

}  // namespace allot::intake
