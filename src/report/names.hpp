#pragma once

#include <string>

#include "allot/labels.hpp"
#include "allot/results.hpp"

/// How tables and sentences call things: by label where there is one, else by id.
namespace allot::report {

inline constexpr std::size_t longest_name = 36;  ///< in a cell

/// In full, as sentences say it, and safe to print on one line; empty for the system, which has no id.
std::string full_name(const Labels& labels, EntityKind kind, const std::string& id);
std::string full_milestone(const Labels& labels, const std::string& id);
std::string full_product(const Labels& labels, const std::string& id);

/// Of variants joined by +: "no swap + gated". What is no variant, as a file's name, stays as it is.
std::string variant_name(const Labels& labels, const std::string& joined);

/// The same for a cell of a table: its end is cut off where it is long.
std::string shown_name(const Labels& labels, EntityKind kind, const std::string& id);
std::string shown_milestone(const Labels& labels, const std::string& id);

}  // namespace allot::report
