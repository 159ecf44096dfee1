#pragma once

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <vector>

namespace allot {

/// A small generator of its own, so that tests do not lean on what they test.
///
/// source: Steele, Lea, Flood (2014), Fast splittable pseudorandom number generators, OOPSLA
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  int between(int least, int most) {
    return least + static_cast<int>(next() % static_cast<std::uint64_t>(most - least + 1));
  }

  bool once_in(int n) { return between(1, n) == 1; }

  template <class Item>
  Item pick(std::initializer_list<Item> items) {
    return *std::next(items.begin(), between(0, static_cast<int>(items.size()) - 1));
  }

  template <class Item>
  const Item& pick(const std::vector<Item>& items) {
    return items[static_cast<std::size_t>(between(0, static_cast<int>(items.size()) - 1))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace allot
