#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "allot/results.hpp"

namespace allot::report {

/// What metrics belong to, as the first part of their paths, by EntityKind.
inline constexpr std::array<std::string_view, 7> kind_names = {"organisation", "group",        "site",  "supplier",
                                                               "order",        "intervention", "system"};

constexpr std::string_view name_of(EntityKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

}  // namespace allot::report
