#include <algorithm>

#include "allocation/random_arrival.hpp"

namespace allot::allocation {
namespace {

// Compositions looked at, once for each kind; where caps are met, for each of many estates. Always enough for 12.
constexpr std::size_t most_looks = std::size_t{1} << 20, most_looks_under_caps = std::size_t{1} << 16;
constexpr std::size_t most_by_compositions = 900;  // the ways to choose half of many more do not fit a double

std::size_t claimants(const Scratch& scratch) {
  std::size_t n = 0;
  for (const Scratch::Kind& kind : scratch.kinds) n += kind.count;
  return n;
}

// Kind by kind: how many of it are in the set is a digit of its number.
void find_sets(Scratch& scratch) {
  auto& sets = scratch.sets;
  sets.assign(1, {0, 0, {1, 0}});
  for (const Scratch::Kind& kind : scratch.kinds) {
    const std::size_t stride = sets.size();
    DoubleDouble ways{1, 0};
    for (std::uint32_t count = 1; count <= kind.count; ++count) {
      ways = ways * DoubleDouble{static_cast<double>(kind.count - count + 1), 0} /
             DoubleDouble{static_cast<double>(count), 0};
      for (std::size_t k = 0; k < stride; ++k) {
        const Scratch::Set& one_less = sets[(count - 1) * stride + k];
        sets.push_back({one_less.sum + kind.claim, one_less.size + 1, sets[k].ways * ways});
      }
    }
  }
}

// What one of a kind finds, over the sets of others, summed by their size.
void find(DoubleDouble estate, const Scratch::Kind& kind, std::size_t stride, Scratch& scratch) {
  const DoubleDouble claim{kind.claim, 0};
  const std::size_t all = scratch.sets.size();
  for (std::size_t block = 0; block < all; block += stride * (kind.count + 1)) {
    for (std::uint32_t count = 0; count < kind.count; ++count) {
      const DoubleDouble others{static_cast<double>(kind.count - count), 0};  // sets without this one, of as many
      for (std::size_t k = 0; k < stride; ++k) {
        const Scratch::Set& set = scratch.sets[block + count * stride + k];
        if (!(set.sum < estate.high)) continue;
        const DoubleDouble left = smaller(claim, larger(estate - DoubleDouble{set.sum, 0}, {}));
        DoubleDouble& sum = scratch.by_size[set.size];
        sum = sum + (set.ways.high == 1 ? left : left * set.ways) * others;
      }
    }
  }
}

}  // namespace

bool are_compositions_few(const Problem& problem, const Scratch& scratch) {
  if (scratch.kinds.size() < 2) return true;
  const std::size_t most = are_capped(problem) ? most_looks_under_caps : most_looks;
  std::size_t looks = scratch.kinds.size();
  for (const Scratch::Kind& kind : scratch.kinds) {
    looks *= kind.count + 1;
    if (looks > most) return false;
  }
  return claimants(scratch) <= most_by_compositions;
}

void award_by_compositions(DoubleDouble estate, const Problem&, Scratch& scratch, std::span<DoubleDouble> awards) {
  const std::size_t n = claimants(scratch);
  if (scratch.kinds.size() == 1)
    return award_kind(scratch.kinds.front(), estate / DoubleDouble{static_cast<double>(n), 0}, scratch, awards);
  find_sets(scratch);
  std::size_t stride = 1;
  for (const Scratch::Kind& kind : scratch.kinds) {
    scratch.by_size.assign(n, {});
    find(estate, kind, stride, scratch);
    Sum award;
    for (std::size_t before = 0; before < n; ++before)
      award.add(scratch.by_size[before] / (one_in(n, before) * DoubleDouble{static_cast<double>(kind.count), 0}));
    award_kind(kind, award.total(), scratch, awards);
    stride *= kind.count + 1;
  }
}

}  // namespace allot::allocation
