#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "allot/time.hpp"

namespace allot::engine {

/// Sorts by a moment, equals in their old order. `spare` is room to work in.
///
/// shape:  moments from `earliest` to `latest`
/// cost:   a pass for each nine bits of `latest`, about 2 ns an entry each
/// source: radix sort from the least significant digit, Knuth (1998), The Art of Computer Programming 3, 5.2.5
template <class Entry>
void sort_by_time(std::vector<Entry>& entries, std::vector<Entry>& spare, Time Entry::*moment, Time latest,
                  Time earliest = 0) {
  constexpr int bits = 9;
  constexpr std::uint64_t digits = 1 << bits;
  spare.resize(entries.size());
  const auto width = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(latest - earliest)));
  for (int shift = 0; shift < width; shift += bits) {
    const auto digit = [&](const Entry& entry) {
      return static_cast<std::uint64_t>(entry.*moment - earliest) >> shift & (digits - 1);
    };
    std::array<std::size_t, digits + 1> place{};
    for (const Entry& entry : entries) ++place[digit(entry) + 1];
    for (std::size_t i = 1; i <= digits; ++i) place[i] += place[i - 1];
    for (const Entry& entry : entries) spare[place[digit(entry)]++] = entry;
    entries.swap(spare);
  }
}

}  // namespace allot::engine
