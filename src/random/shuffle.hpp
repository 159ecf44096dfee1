#pragma once

#include <cstddef>
#include <span>
#include <utility>

namespace allot {

/// Puts the items in a random order; `uniforms(i)` is a number in (0,1) for place i, asked once for each i
/// from the last down to 1.
///
/// source: Fisher and Yates (1938), in the form of Durstenfeld (1964), Communications of the ACM 7(7), algorithm 235
template <class Item, class Uniforms>
void shuffle(std::span<Item> items, Uniforms&& uniforms) {
  for (std::size_t i = items.size(); i-- > 1;)
    std::swap(items[i], items[static_cast<std::size_t>(uniforms(i) * static_cast<double>(i + 1))]);
}

}  // namespace allot
