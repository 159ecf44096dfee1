#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace allot {

/// How many letters must be changed, added, left out or exchanged with their neighbour to make one text the
/// other.
///
/// source: Damerau (1964), Communications of the ACM 7(3); the form in which no part is edited twice (optimal
///         string alignment)
std::size_t edit_distance(std::string_view one, std::string_view other);

/// The name that was probably meant, capital letters or not; empty if none is near.
///
/// gives: a name at most a third of the letters away (one, for short words); the first of the nearest
std::string nearest(std::string_view wrong, std::span<const std::string> names);

/// Every text that one letter changed, added, left out or exchanged with its neighbour makes of it, and it in small and
/// in capital letters: what to look up where there are too many names to compare with each.
std::vector<std::string> one_slip_from(std::string_view text);

}  // namespace allot
