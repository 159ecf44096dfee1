#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "allocation/random_arrival.hpp"

// Sets of claimants counted by how many they are and what they claim together. Whole numbers of 128 bits count them
// exactly, so that a claimant can be taken out of the table again.
// source: Aziz and de Keijzer (2014), Shapley meets Shapley, STACS, 99-111, give the dynamic programme for games of
//         this kind
namespace allot::allocation {
namespace {

using Count = Scratch::Count;

constexpr std::size_t most_by_sums = 100;  // the sets of more, times a claim, do not fit 128 bits
constexpr double most_steps_claimed = 0x1p30;
constexpr double most_work = 0x1p23;
constexpr double most_trials = 32;  // of an estate, where caps are met

DoubleDouble half(std::uint64_t bits) {
  return two_sum(static_cast<double>(bits >> 32) * 0x1p32, static_cast<double>(bits & 0xFFFFFFFF));
}
DoubleDouble double_double(Count count) {
  const DoubleDouble high = half(static_cast<std::uint64_t>(count >> 64));
  return DoubleDouble{high.high * 0x1p64, high.low * 0x1p64} + half(static_cast<std::uint64_t>(count));
}

/// All claims are multiples of `common` in units of 1 / `per_one`.
struct Steps {
  double per_one = 1, common = 1;

  std::int64_t of(double claim) const { return std::llround(claim * per_one / common); }
  DoubleDouble of(DoubleDouble amount) const { return amount * DoubleDouble{per_one, 0} / DoubleDouble{common, 0}; }
  DoubleDouble amount(DoubleDouble steps) const { return steps * DoubleDouble{common, 0} / DoubleDouble{per_one, 0}; }
};

// Claims as they are written: whole, or with a few decimals.
std::optional<Steps> common_steps(const Scratch& scratch) {
  for (const double per_one : {1.0, 10.0, 100.0, 1000.0}) {
    std::int64_t common = 0;
    const bool are_whole = std::all_of(scratch.kinds.begin(), scratch.kinds.end(), [&](const Scratch::Kind& kind) {
      const double steps = kind.claim * per_one;
      if (steps > most_steps_claimed || std::abs(steps - std::round(steps)) > 1e-9) return false;
      common = std::gcd(common, std::llround(steps));
      return true;
    });
    if (are_whole && common > 0) return Steps{per_one, static_cast<double>(common)};
  }
  return std::nullopt;
}

double all_claimed(const Steps& steps, const Scratch& scratch) {
  double all = 0;
  for (const Scratch::Kind& kind : scratch.kinds)
    all += static_cast<double>(kind.count) * static_cast<double>(steps.of(kind.claim));
  return all;
}

std::pair<std::int64_t, DoubleDouble> split(DoubleDouble steps) {
  const double whole = std::floor(steps.high) - (std::floor(steps.high) == steps.high && steps.low < 0 ? 1 : 0);
  return {static_cast<std::int64_t>(whole), steps - DoubleDouble{whole, 0}};
}

/// The sets that claim no more than an estate of whole steps.
struct Sets {
  std::size_t claimants = 0;
  std::size_t in_table = 0;  ///< of them, those that alone claim no more
  std::size_t sizes = 1, sums = 0;
};

Sets sets_within(std::int64_t estate, const Steps& steps, const Scratch& scratch) {
  Sets sets;
  sets.sums = static_cast<std::size_t>(estate) + 1;
  std::int64_t left = estate;
  for (const Scratch::Kind& kind : scratch.kinds) {
    sets.claimants += kind.count;
    const std::int64_t claim = steps.of(kind.claim);
    if (claim > estate) continue;
    sets.in_table += kind.count;
    const std::int64_t fit = std::min<std::int64_t>(kind.count, left / claim);
    sets.sizes += static_cast<std::size_t>(fit);
    left = fit < kind.count ? 0 : left - fit * claim;
  }
  return sets;
}

/// Rows of sums, one a size.
class Table {
 public:
  Table(std::vector<Count>& cells, const Sets& sets) : cells_(cells), sums_(sets.sums) {
    cells_.assign(sets.sizes * sums_, 0);
    cells_.front() = 1;
  }

  std::size_t sizes() const { return cells_.size() / sums_; }
  std::size_t sums() const { return sums_; }
  Count* row(std::size_t size) { return cells_.data() + size * sums_; }

  void put_in(std::size_t claim, std::size_t before) {
    for (std::size_t size = std::min(before + 1, sizes() - 1); size > 0; --size)
      for (std::size_t sum = claim; sum < sums_; ++sum) row(size)[sum] += row(size - 1)[sum - claim];
  }

 private:
  std::vector<Count>& cells_;
  std::size_t sums_;
};

/// What a claim finds of the whole steps of an estate and of a part of one more, over all sets of one size.
struct Found {
  Count whole = 0, part = 0;
};

// What the sets leave of an estate, together: the sum, over all sums below it, of the numbers of sets up to each.
Found left_of(std::size_t estate, const Count* sets) {
  Found left;
  for (std::size_t sum = 0; sum < estate; ++sum) {
    left.part += sets[sum];
    left.whole += left.part;
  }
  left.part += sets[estate];
  return left;
}

// A claim finds min(claim, estate - sum): what is left of the estate, less what is left of the estate less the claim.
Found found(const Count* sets, std::size_t estate, std::size_t claim) {
  const Found left = left_of(estate, sets);
  if (claim > estate) return left;
  const Found beyond = left_of(estate - claim, sets);
  return {left.whole - beyond.whole, left.part - beyond.part};
}

// What one of a kind gets, in steps; the others' sets are all sets less those that it is in.
DoubleDouble award_of(std::size_t claim, DoubleDouble part, std::size_t n, Table& table, std::vector<Count>& rows) {
  rows.assign(2 * table.sums(), 0);
  Sum award;
  for (std::size_t size = 0; size < std::min(n, table.sizes()); ++size) {
    Count* others = rows.data() + (size % 2) * table.sums();
    const Count* smaller_sets = rows.data() + (1 - size % 2) * table.sums();
    const Count* all = table.row(size);
    std::copy_n(all, table.sums(), others);
    if (size > 0)
      for (std::size_t sum = claim; sum < table.sums(); ++sum) others[sum] = all[sum] - smaller_sets[sum - claim];
    const Found it = found(others, table.sums() - 1, claim);
    award.add((double_double(it.whole) + part * double_double(it.part)) / one_in(n, size));
  }
  return award.total();
}

}  // namespace

bool are_sums_few(const Problem& problem, const Scratch& scratch) {
  const auto steps = common_steps(scratch);
  if (!steps) return false;
  const double all = all_claimed(*steps, scratch), estate = rounded(steps->of(DoubleDouble{problem.estate, 0}));
  const bool is_capped = are_capped(problem);
  const double most = estate > all / 2 ? all - estate : is_capped ? all / 2 : estate;
  if (most > most_work) return false;
  const Sets sets = sets_within(static_cast<std::int64_t>(most), *steps, scratch);
  const double work = static_cast<double>(sets.sizes) * static_cast<double>(sets.sums) *
                      static_cast<double>(sets.in_table + scratch.kinds.size());
  return sets.claimants <= most_by_sums && work * (is_capped ? most_trials : 1) <= most_work;
}

// Losses are shared as awards are: of an estate of more than half, what is missing is divided.
void award_by_sums(DoubleDouble estate, const Problem&, Scratch& scratch, std::span<DoubleDouble> awards) {
  const Steps steps = *common_steps(scratch);
  const double all = all_claimed(steps, scratch);
  const bool is_lost = DoubleDouble{all / 2, 0} < steps.of(estate);
  const DoubleDouble divided = is_lost ? DoubleDouble{all, 0} - steps.of(estate) : steps.of(estate);
  const auto [whole, part] = split(divided);
  const Sets sets = sets_within(whole, steps, scratch);
  Table table(scratch.counts, sets);
  std::size_t in_table = 0;
  for (const Scratch::Kind& kind : scratch.kinds)
    for (std::size_t k = 0; k < kind.count && in_table < sets.in_table; ++k)
      table.put_in(static_cast<std::size_t>(steps.of(kind.claim)), in_table++);
  for (const Scratch::Kind& kind : scratch.kinds) {
    const auto claim = steps.of(kind.claim);
    const DoubleDouble found = award_of(static_cast<std::size_t>(claim), part, sets.claimants, table, scratch.rows);
    const DoubleDouble award = is_lost ? DoubleDouble{static_cast<double>(claim), 0} - found : found;
    award_kind(kind, steps.amount(award), scratch, awards);
  }
}

}  // namespace allot::allocation
