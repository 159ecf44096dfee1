#pragma once

#include <span>
#include <string>
#include <string_view>

#include "allot/scenario_io.hpp"

namespace allot::json {

/// What the files of a week are called.
inline constexpr std::string_view names_of_week =
    "files of a week are called received, shipped, cancelled, orders, supply and sites, .csv or .map.json";

/// The books that files of these names are, as sections of a scenario would name them, with their maps read: of each kind
/// the map where there is one, else the CSV. Empty where no name is one of a week's.
///
/// errors: InputError
Draft books_of_week(std::span<const std::string> names, const Loader& load);

}  // namespace allot::json
