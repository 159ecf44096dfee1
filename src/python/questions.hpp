#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/compared_files.hpp"
#include "python/told.hpp"

/// The questions, each one call of the library. What is asked beside the scenario is as the program has it.
namespace allot::python {

Told ask_run(const Asked& asked, const std::vector<AskedChance>& chances, bool with_series);
Told ask_compare(const Asked& asked, const std::vector<std::string>& variants, const std::string& baseline,
                 std::size_t flips, bool with_series);

}  // namespace allot::python
