#include "experiment/promised_by.hpp"

#include <algorithm>

#include "experiment/promised_units.hpp"
#include "statistics/interval.hpp"
#include "statistics/quantile.hpp"

namespace allot::experiment {
namespace {

Units most_served(Bench& bench, std::size_t row, Units guess) {
  const AskedPromise& asked = bench.question;
  const Units lot = asked.lot();
  const Units most = stocked_by(bench.without.seen, asked.before, asked.terms->supplier, model::none, asked.by) / lot;
  return lot * most_lots(most, guess, [&](Units lots) {
           return bench.shift(row, {lots * lot, {}}).complete <= asked.by;
         });
}

// The last growth of unused stock that can be there by the day.
Units most_behind_others(Bench& bench, std::size_t row) {
  const AskedPromise& asked = bench.question;
  std::size_t good = 0, bad = 0;
  while (bad < bench.unused.size() && bench.unused[bad].since <= asked.by) ++bad;
  if (bad == 0) return 0;
  const auto holds = [&](std::size_t growths) {
    const UnusedStock& it = bench.unused[growths - 1];
    return bench.complete_by_hand(row, it.units, it.since) <= asked.by;
  };
  if (holds(bad)) return bench.unused[bad - 1].units;
  while (bad - good > 1) {
    const std::size_t middle = good + (bad - good) / 2;
    (holds(middle) ? good : bad) = middle;
  }
  return good == 0 ? 0 : bench.unused[good - 1].units;
}

/// How a number of units fares where it is tried.
struct TriedUnits {
  std::size_t kept = 0;     ///< replications that deliver all of it by the day
  bool is_monotone = true;  ///< and half of it too, where they do
};

TriedUnits try_units(Benches& benches, const AskedPromise& asked, Units units, std::size_t parts) {
  const Units half = units / asked.lot() / 2 * asked.lot();
  std::vector<char> keeps(asked.block().to), contradicts(keeps.size());
  const std::size_t to = benches.each(1, parts, [&](Bench& bench, std::size_t row) {
    const auto comes = [&](Units some) { return bench.shift(row, {some, {}}).complete <= asked.by; };
    keeps[row] = comes(units);
    contradicts[row] = keeps[row] && half > 0 && !comes(half);
  });
  const auto end = static_cast<std::ptrdiff_t>(to);
  return {static_cast<std::size_t>(std::count(keeps.begin(), keeps.begin() + end, 1)),
          std::count(contradicts.begin(), contradicts.begin() + end, 1) == 0};
}

}  // namespace

MostUnits search_units(Benches& benches, const AskedPromise& asked, std::size_t parts) {
  MostUnits out;
  const std::size_t rows = asked.block().to;
  out.served.resize(rows);
  out.behind_others.resize(rows);
  Units guess = 0;
  {
    Bench first(asked);
    first.run_without(0);
    guess = most_served(first, 0, 1) / asked.lot();
  }
  const std::size_t to = benches.each(0, parts, [&](Bench& bench, std::size_t row) {
    out.served[row] = most_served(bench, row, guess);
    if (!asked.has_own_supply) out.behind_others[row] = most_behind_others(bench, row);
  });
  out.served.resize(to);
  out.behind_others.resize(to);
  return out;
}

PromisedUnits units_of_quantile(const std::vector<Units>& most, const AskedPromise& asked) {
  PromisedUnits out;
  out.by = *asked.request.by;
  const std::size_t count = most.size();
  out.units = reached_by(most, type1_rank(count, asked.request.probability));
  const Ranks ranks = quantile_ranks(count, asked.request.probability);
  if (ranks.upper <= count) out.low = reached_by(most, ranks.upper);
  if (ranks.lower >= 1) out.high = reached_by(most, ranks.lower);
  const auto reach = std::count_if(most.begin(), most.end(), [&](Units it) { return it >= out.units; });
  out.share = static_cast<double>(reach) / static_cast<double>(count);
  return out;
}

PromisedUnits promised_units(Benches& benches, const AskedPromise& asked, std::vector<Units> most, std::size_t parts) {
  PromisedUnits out = units_of_quantile(most, asked);
  const std::size_t count = most.size(), needed = type1_rank(count, asked.request.probability);
  std::sort(most.begin(), most.end());
  while (out.units > 0) {
    const TriedUnits it = try_units(benches, asked, out.units, parts);
    out.share = static_cast<double>(it.kept) / static_cast<double>(count);
    out.is_monotone = out.is_monotone && it.is_monotone && it.kept >= needed;
    if (it.kept >= needed) return out;
    most.erase(std::lower_bound(most.begin(), most.end(), out.units), most.end());
    out.units = most.empty() ? 0 : most.back();
    most.resize(most.size() / 2);
    out.low.reset();
  }
  out.share = 1;
  return out;
}

}  // namespace allot::experiment
