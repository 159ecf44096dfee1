// Chance is looked up, not used up. A draw is a pure function of seed, replication, what is drawn ("the slip of lot 12
// of nvidia"), and which occurrence; there is no generator with a state that the last draw left behind.
//
// The reason is comparison. With a sequential generator one order more, one rule changed, shifts every later draw, and
// two variants meet different luck from there on; their difference is then mostly dice. With addresses, nothing that a
// variant changes can move a draw of anything else. Common random numbers, which take the dice out of a difference, are
// what happens by default. Threads, ranks and the order of events cannot matter either.
//
// An address is hashed to a key (stream and seed) and a counter (occurrence and replication), and Philox turns the
// counter into random bits under that key: ten rounds of multiplication, the same family as a block cipher, which
// passes BigCrush on counters that differ in one bit. Names are hashed in their full path, with slashes escaped, so
// that no two things share a stream by an accident of spelling; that any two of a million streams collide has a
// probability of some 3 in 10^8.
//
// The invariants: the same address gives the same number in every version, on every machine (`hash_name` is part of the
// results); a number lies strictly inside (0,1), so that no quantile is infinite; a draw is made into a sample by the
// inverse distribution, one number each, so that more luck is always more.
//
// Below are the same functions for many addresses at once, in a form that compilers turn into vector code. They give
// the same bits as single calls.
//
// source: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC '11; common random
//         numbers and substreams, L'Ecuyer, Simard, Chen and Kelton (2002), Operations Research 50(6), 1073-1075

#include "random/key.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace allot {
namespace {

constexpr std::size_t lanes = 16;
constexpr std::size_t few = 4;  ///< up to which one by one is quicker
using Lane = std::array<std::uint32_t, lanes>;

/// Sixteen Philox blocks side by side, in a form that compilers turn into vector code.
struct Blocks {
  Lane word[4];
  Lane key[2];

  void run() {
    for (int round = 0; round < 10; ++round) {
      for (std::size_t i = 0; i < lanes; ++i) {
        const std::uint64_t a = std::uint64_t{0xD2511F53} * word[0][i];
        const std::uint64_t b = std::uint64_t{0xCD9E8D57} * word[2][i];
        word[0][i] = static_cast<std::uint32_t>(b >> 32) ^ word[1][i] ^ key[0][i];
        word[1][i] = static_cast<std::uint32_t>(b);
        word[2][i] = static_cast<std::uint32_t>(a >> 32) ^ word[3][i] ^ key[1][i];
        word[3][i] = static_cast<std::uint32_t>(a);
        key[0][i] += 0x9E3779B9;
        key[1][i] += 0xBB67AE85;
      }
    }
  }
};

/// Sixteen draws at any addresses.
void draw_lanes(std::uint64_t seed, std::uint64_t replication, std::span<const Address, lanes> addresses,
                std::span<double, lanes> draws) {
  Blocks blocks;
  for (std::size_t i = 0; i < lanes; ++i) {
    const auto [stream, index] = addresses[i];
    const PhiloxKey key = philox_key({seed, stream}, replication);
    blocks.word[0][i] = static_cast<std::uint32_t>(index >> 1);
    blocks.word[1][i] = static_cast<std::uint32_t>(index >> 33);
    blocks.word[2][i] = static_cast<std::uint32_t>(replication);
    blocks.word[3][i] = 0;
    blocks.key[0][i] = key[0];
    blocks.key[1][i] = key[1];
  }
  blocks.run();
  for (std::size_t i = 0; i < lanes; ++i) {
    const std::size_t half = 2 * (addresses[i].index & 1);
    draws[i] = unit_interval(std::uint64_t{blocks.word[half + 1][i]} << 32 | blocks.word[half][i]);
  }
}

}  // namespace

void draw_each(std::uint64_t seed, std::uint64_t replication, std::span<const Address> addresses,
               std::span<double> draws) {
  std::size_t done = 0;
  for (; addresses.size() - done >= lanes; done += lanes)
    draw_lanes(seed, replication, addresses.subspan(done).first<lanes>(), draws.subspan(done).first<lanes>());
  if (addresses.size() - done <= few) {
    for (; done < addresses.size(); ++done)
      draws[done] = draw(seed, replication, addresses[done].stream, addresses[done].index);
    return;
  }
  std::array<Address, lanes> last{};
  std::array<double, lanes> last_draws;
  std::copy(addresses.begin() + static_cast<std::ptrdiff_t>(done), addresses.end(), last.begin());
  draw_lanes(seed, replication, last, last_draws);
  std::copy_n(last_draws.begin(), addresses.size() - done, draws.begin() + static_cast<std::ptrdiff_t>(done));
}

void draw_consecutive(Key key, std::uint64_t replication, std::uint64_t first_index, std::span<double> draws,
                      std::uint32_t draw_number) {
  std::size_t done = 0;
  if (first_index % 2 != 0 && !draws.empty()) draws[done++] = draw(key, replication, first_index, draw_number);

  const PhiloxKey block_key = philox_key(key, replication);
  for (; draws.size() - done >= 2 * lanes; done += 2 * lanes) {
    Blocks blocks;
    for (std::size_t i = 0; i < lanes; ++i) {
      const std::uint64_t pair = ((first_index + done) >> 1) + i;
      blocks.word[0][i] = static_cast<std::uint32_t>(pair);
      blocks.word[1][i] = static_cast<std::uint32_t>(pair >> 32);
      blocks.word[2][i] = static_cast<std::uint32_t>(replication);
      blocks.word[3][i] = draw_number;
    }
    blocks.key[0].fill(block_key[0]);
    blocks.key[1].fill(block_key[1]);
    blocks.run();
    for (std::size_t i = 0; i < lanes; ++i) {
      draws[done + 2 * i] = unit_interval(std::uint64_t{blocks.word[1][i]} << 32 | blocks.word[0][i]);
      draws[done + 2 * i + 1] = unit_interval(std::uint64_t{blocks.word[3][i]} << 32 | blocks.word[2][i]);
    }
  }
  for (; done < draws.size(); ++done) draws[done] = draw(key, replication, first_index + done, draw_number);
}

}  // namespace allot
