#pragma once

#include <optional>

#include "allot/error.hpp"

namespace allot {

/// What keeps a file from being text that is read here: a byte that is not UTF-8, a NUL, more than 2 GB; the first of
/// them, at its place.
std::optional<Problem> fault_in_text(const TextPointer& text);

}  // namespace allot
