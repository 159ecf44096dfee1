#pragma once

#include <vector>

#include "engine/layout.hpp"

namespace allot::engine {

/// The rows of gauges whose levels add up to what a condition counts.
std::vector<std::size_t> rows_of(const Model& model, const Layout& layout, const model::Condition& condition);

}  // namespace allot::engine
