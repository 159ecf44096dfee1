#pragma once

#include <bit>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "base/bits.hpp"
#include "random/philox.hpp"

namespace allot {

/// Where a family of draws lives: the seed of the experiment and what the draws stand for.
struct Key {
  std::uint64_t seed;
  std::uint64_t stream;
};

/// Spreads every bit of x over all bits of the result; one to one.
///
/// source: Steele, Lea, Flood (2014), Fast splittable pseudorandom number generators, OOPSLA; the constants
///         are Stafford's variant 13
constexpr std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

/// One number from two, in that order; one to one in either while the other stays.
constexpr std::uint64_t combine(std::uint64_t a, std::uint64_t b) { return mixed(mixed(a + 0x9E3779B97F4A7C15) ^ b); }

/// A name that is read letter by letter.
///
/// source: FNV-1a (Fowler, Noll, Vo (1991); RFC 9923), finished by `mixed`, since its high bits are weak
class NameHash {
 public:
  constexpr void add(char c) { hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001B3; }
  constexpr std::uint64_t value() const { return mixed(hash_); }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325;
};

/// The same 64 bits for a name on every machine and in every version.
constexpr std::uint64_t hash_name(std::string_view name) {
  NameHash hash;
  for (const char c : name) hash.add(c);
  return hash.value();
}

/// The same for a name in parts, "order/a/in_transit". A slash within an id is written as in a JSON pointer, so that
/// order `a/in_transit` is another name.
constexpr std::uint64_t hash_path(std::initializer_list<std::string_view> parts) {
  NameHash hash;
  bool is_first = true;
  for (const std::string_view part : parts) {
    if (!is_first) hash.add('/');
    is_first = false;
    for (const char c : part) {
      if (c == '/' || c == '~') hash.add('~');
      hash.add(c == '/' ? '1' : c == '~' ? '0' : c);
    }
  }
  return hash.value();
}

/// 52 of the bits as the middle of one of 2^52 equal cells of (0,1): never 0 or 1, and 1 - u is exact.
inline double unit_interval(std::uint64_t bits) {
  return bit_cast<double>((bits >> 12) | 0x3FF0000000000000) - (1 - 0x1p-53);
}

/// The key of a replication's Philox blocks; replications past 2^32 get keys of their own.
inline PhiloxKey philox_key(Key key, std::uint64_t replication) {
  std::uint64_t mix = combine(key.seed, key.stream);
  if (replication >> 32 != 0) mix = combine(mix, replication >> 32);
  return {static_cast<std::uint32_t>(mix), static_cast<std::uint32_t>(mix >> 32)};
}

/// A number in (0,1) looked up by its address; nothing else moves it.
///
/// source: two neighbouring indices share one Philox block, each taking half of its 128 bits
inline double draw(Key key, std::uint64_t replication, std::uint64_t index, std::uint32_t draw_number = 0) {
  const PhiloxCounter block =
      philox4x32({static_cast<std::uint32_t>(index >> 1), static_cast<std::uint32_t>(index >> 33),
                  static_cast<std::uint32_t>(replication), draw_number},
                 philox_key(key, replication));
  const std::size_t half = 2 * (index & 1);
  return unit_interval(std::uint64_t{block[half + 1]} << 32 | block[half]);
}

inline double draw(std::uint64_t seed, std::uint64_t replication, std::uint64_t stream, std::uint64_t index,
                   std::uint32_t draw_number = 0) {
  return draw(Key{seed, stream}, replication, index, draw_number);
}

/// Where one draw of a seed and a replication is.
struct Address {
  std::uint64_t stream;
  std::uint64_t index;
};

/// The draws at any addresses, `draws[i]` that at `addresses[i]`.
///
/// cost: about half of single calls
void draw_each(std::uint64_t seed, std::uint64_t replication, std::span<const Address> addresses,
               std::span<double> draws);

/// The draws of consecutive indices, `draws[i]` that of `first_index + i`.
///
/// cost: two to five times less than single calls
void draw_consecutive(Key key, std::uint64_t replication, std::uint64_t first_index, std::span<double> draws,
                      std::uint32_t draw_number = 0);

}  // namespace allot
