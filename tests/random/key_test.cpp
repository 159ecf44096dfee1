#include "random/key.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/goodness_of_fit.hpp"

namespace key_test {

using namespace allot;

// Source: the known answers published with Random123 (Salmon, Moraes, Dror, Shaw), philox4x32 with 10 rounds.
TEST_CASE("Philox gives the answers published with it", "[random]") {
  CHECK(philox4x32({0, 0, 0, 0}, {0, 0}) == PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

// Ids may have slashes: what they are part of is another name for each split into parts.
TEST_CASE("a name in parts is the parts with slashes between, and no slash within one", "[random]") {
  CHECK(hash_path({"order", "a", "in_transit"}) == hash_name("order/a/in_transit"));
  CHECK(hash_path({"order", "a/in_transit"}) == hash_name("order/a~1in_transit"));
  CHECK(hash_path({"supply", "4500012345/10", "b", "slip"}) != hash_path({"supply", "4500012345", "10/b", "slip"}));
  CHECK(hash_path({"order", "a~1b"}) != hash_path({"order", "a/b"}));
}

TEST_CASE("a draw never touches 0 or 1, and its mirror image is a draw too", "[random]") {
  CHECK(unit_interval(0) == 0x1p-53);
  CHECK(unit_interval(~std::uint64_t{0}) == 1 - 0x1p-53);
  CHECK(1 - unit_interval(0) == unit_interval(~std::uint64_t{0}));
  CHECK(unit_interval(std::uint64_t{1} << 63) == 0.5 + 0x1p-53);
}

TEST_CASE("a draw is the same whatever was drawn before it", "[random][chance]") {
  const Key slips{7, hash_name("supply/nvidia/h100/slip")};
  std::vector<double> forwards, backwards;
  for (std::uint64_t i = 0; i < 100; ++i) forwards.push_back(draw(slips, 3, i));
  for (std::uint64_t i = 100; i-- > 0;) backwards.push_back(draw(slips, 3, i));
  std::reverse(backwards.begin(), backwards.end());

  CHECK(forwards == backwards);
  CHECK(draw(7, 3, slips.stream, 42) == forwards[42]);
}

TEST_CASE("draws of consecutive indices are the single draws", "[random][chance]") {
  const Key key{1, 2};
  for (const std::uint64_t first : {0ull, 1ull, 6ull, 0xffffffffull, 0x1fffffffeull, 0xffffffffffffff00ull}) {
    for (const std::size_t count : {0u, 1u, 2u, 31u, 32u, 33u, 100u}) {
      std::vector<double> together(count), singly(count);
      draw_consecutive(key, 9, first, together, 4);
      for (std::size_t i = 0; i < count; ++i) singly[i] = draw(key, 9, first + i, 4);
      CAPTURE(first, count);
      CHECK(together == singly);
    }
  }
}

TEST_CASE("every part of an address tells draws apart", "[random][chance]") {
  std::set<double> seen;
  std::size_t asked = 0;
  const auto ask = [&](std::uint64_t seed, std::uint64_t replication, std::uint64_t stream, std::uint64_t index,
                       std::uint32_t number) {
    seen.insert(draw(seed, replication, stream, index, number));
    ++asked;
  };
  ask(0, 0, 0, 0, 0);
  for (int bit = 0; bit < 64; ++bit) {
    const std::uint64_t one = std::uint64_t{1} << bit;
    ask(one, 0, 0, 0, 0);
    ask(0, one, 0, 0, 0);
    ask(0, 0, one, 0, 0);
    ask(0, 0, 0, one, 0);
    if (bit < 32) ask(0, 0, 0, 0, static_cast<std::uint32_t>(one));
  }
  CHECK(seen.size() == asked);
}

TEST_CASE("names hash to numbers of their own, the same in every version", "[random]") {
  CHECK(hash_name("") == mixed(0xcbf29ce484222325));
  CHECK(hash_name("a") == mixed(0xaf63dc4c8601ec8c));       // FNV-1a, 64 bits, of "a": RFC 9923
  CHECK(hash_name("foobar") == mixed(0x85944171f73967e8));  // and of "foobar"
  CHECK(combine(1, 2) != combine(2, 1));

  std::set<std::uint64_t> hashes;
  for (int i = 0; i < 100'000; ++i) hashes.insert(hash_name("order/" + std::to_string(i)));
  CHECK(hashes.size() == 100'000);
}

TEST_CASE("draws are even over (0,1): along indices, replications, streams and seeds", "[random][statistical]") {
  // Each has a false alarm in a million seeds; the seed is fixed.
  constexpr std::size_t count = 100'000;
  std::vector<double> indices(count), replications(count), streams(count), seeds(count), numbers(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    indices[i] = draw(11, 0, 5, i);
    replications[i] = draw(11, i, 5, 0);
    streams[i] = draw(11, 0, hash_name("order/" + std::to_string(i)), 0);
    seeds[i] = draw(i, 0, 5, 0);
    numbers[i] = draw(11, 0, 5, 0, static_cast<std::uint32_t>(i));
  }
  const auto itself = [](double u) { return u; };
  for (const auto* draws : {&indices, &replications, &streams, &seeds, &numbers}) {
    CHECK(kolmogorov_smirnov(*draws, itself) < kolmogorov_smirnov_bound(1e-6));
  }
}

TEST_CASE("neighbouring draws know nothing of each other", "[random][statistical]") {
  // The correlation of n independent pairs is normal with sd 1/sqrt(n); 5 sd is exceeded once in 1.7 million.
  constexpr std::uint64_t count = 200'000;
  const auto correlation = [](const auto& first, const auto& second) {
    double sum = 0;
    for (std::uint64_t i = 0; i < count; ++i) sum += (first(i) - 0.5) * (second(i) - 0.5);
    return 12 * sum / static_cast<double>(count);
  };
  const double bound = 5 / std::sqrt(static_cast<double>(count));
  const auto here = [](std::uint64_t i) { return draw(3, 1, 8, i); };
  CHECK(std::abs(correlation(here, [](std::uint64_t i) { return draw(3, 1, 8, i + 1); })) < bound);
  CHECK(std::abs(correlation(here, [](std::uint64_t i) { return draw(3, 2, 8, i); })) < bound);
  CHECK(std::abs(correlation(here, [](std::uint64_t i) { return draw(3, 1, 9, i); })) < bound);
  CHECK(std::abs(correlation(here, [](std::uint64_t i) { return draw(4, 1, 8, i); })) < bound);
  CHECK(std::abs(correlation(here, [](std::uint64_t i) { return draw(3, 1, 8, i, 1); })) < bound);
}

}  // namespace key_test
