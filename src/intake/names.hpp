#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/draft.hpp"

/// Names of a scenario, and which of them a value of a file means.
namespace allot::intake {

struct KnownName {
  std::string id, label;
};

/// The entries of a section: "organisations".
std::vector<KnownName> names_in(const Draft& root, std::string_view section);

/// The id that a value is, or is the label of, capital letters, marks and the legal form of a company aside; nothing where
/// none or several are.
std::optional<std::string> meant_by(const std::string& value, const std::vector<KnownName>& names);

/// The nearest label or id; empty if none is near.
std::string nearest_to(const std::string& value, const std::vector<KnownName>& names);

}  // namespace allot::intake
