#pragma once

#include <string>
#include <vector>

#include "allot/compared_files.hpp"

namespace allot::cli {

/// What --chance asks: ID=N@DATE. A day counts whole.
///
/// errors: UsageError
std::vector<AskedChance> chances_from(const std::vector<std::string>& texts);

}  // namespace allot::cli
