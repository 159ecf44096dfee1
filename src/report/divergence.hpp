#pragma once

#include <string>

#include "allot/divergence.hpp"
#include "allot/report.hpp"

/// Where runs part, as text. table: a tree of at most some twenty lines a variant, the earliest; json and
/// csv: all of it, each node with the number of its cause.
namespace allot {

std::string render(const Divergences& all, Format format, const Style& style = {});

}  // namespace allot
