#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace allot {

/// Whether a pattern, in which * stands for any letters or none, fits a whole text.
///
/// cost: at most the product of both lengths: of several stars only the last may still have to take more
constexpr bool fits(std::string_view pattern, std::string_view text) {
  constexpr std::size_t none = std::string_view::npos;
  std::size_t p = 0, t = 0, star = none, taken = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      taken = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p, ++t;
    } else if (star != none) {
      p = star + 1;
      t = ++taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == none;
}

inline bool fits_any(const std::vector<std::string>& patterns, std::string_view text) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& it) { return fits(it, text); });
}

}  // namespace allot
