#include "intake/names.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "intake/words.hpp"

namespace allot::intake {

KnownName::KnownName(std::string own_id, const std::string& label)
    : id(std::move(own_id)), id_words(company_words(id)), label_words(company_words(label)) {}

std::vector<KnownName> names_in(const Draft& root, std::string_view section) {
  std::vector<KnownName> names;
  const Draft* const entries = root.is(Draft::Type::object) ? root.find(section) : nullptr;
  for (std::size_t i = 0; entries && i < entries->items.size(); ++i) {
    const Draft& entry = entries->items[i];
    if (!entry.is(Draft::Type::object)) continue;
    const Draft *id = entry.find("id"), *label = entry.find("label");
    names.emplace_back(i < entries->keys.size() ? entries->keys[i] : id ? id->text : "", label ? label->text : "");
  }
  return names;
}

namespace {

bool is_called(const KnownName& name, const std::string& words) {
  return name.id_words == words || name.label_words == words;
}

// "AX9-72" of what is called AX9, "Frankfurt" of Frankfurt 1; what has few letters is in too much by chance.
bool shares_words(const KnownName& name, const std::string& words) {
  constexpr std::size_t fewest = 3;
  for (const std::string* it : {&name.id_words, &name.label_words})
    if (const std::string& own = *it;
        own.size() >= fewest && words.size() >= fewest && (has_words(words, own) || has_words(own, words)))
      return true;
  return false;
}

// The only one of which that holds.
template <class Holds>
std::optional<std::string> only_one(const std::vector<KnownName>& names, Holds holds) {
  std::optional<std::string> found;
  for (const KnownName& name : names) {
    if (!holds(name)) continue;
    if (found) return std::nullopt;
    found = name.id;
  }
  return found;
}

}  // namespace

std::optional<Meaning> meant_by(const std::string& value, const std::vector<KnownName>& names) {
  for (const KnownName& name : names)
    if (name.id == value) return Meaning{name.id};
  const std::string words = company_words(value);
  if (words.empty()) return std::nullopt;
  if (const auto id = only_one(names, [&](const KnownName& it) { return is_called(it, words); })) return Meaning{*id};
  if (std::any_of(names.begin(), names.end(), [&](const KnownName& it) { return is_called(it, words); }))
    return std::nullopt;
  const auto id = only_one(names, [&](const KnownName& it) { return shares_words(it, words); });
  return id ? std::optional(Meaning{*id, false}) : std::nullopt;
}

std::string nearest_to(const std::string& value, const std::vector<KnownName>& names) {
  std::vector<std::string> plain;
  for (const KnownName& name : names) {
    plain.push_back(name.id_words);
    plain.push_back(name.label_words.empty() ? name.id_words : name.label_words);
  }
  const std::string near = nearest(company_words(value), plain);
  const auto place = static_cast<std::size_t>(std::find(plain.begin(), plain.end(), near) - plain.begin());
  if (near.empty() || place == plain.size()) return {};
  return names[place / 2].id;
}

}  // namespace allot::intake
