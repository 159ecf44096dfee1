#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/draft.hpp"

/// Names of a scenario, and which of them a value of a file means.
namespace allot::intake {

struct KnownName {
  explicit KnownName(std::string own_id, const std::string& label = {});
  std::string id;
  std::string id_words, label_words;  ///< as company_words has them
};

/// The entries of a section: "organisations".
std::vector<KnownName> names_in(const Draft& root, std::string_view section);

/// What a value means.
struct Meaning {
  std::string id;
  bool is_sure = true;  ///< the value is the id or the label; else it has it among its words, or is among its words
};

/// The entry that a value is the id or the label of, capital letters, marks and the legal form of a company aside, or the
/// only one whose words it has; nothing where none or several are meant.
std::optional<Meaning> meant_by(const std::string& value, const std::vector<KnownName>& names);

/// The nearest label or id; empty if none is near.
std::string nearest_to(const std::string& value, const std::vector<KnownName>& names);

}  // namespace allot::intake
