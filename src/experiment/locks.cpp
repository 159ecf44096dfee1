// What each lock costs, one at a time.
//
// A lock is taken out of the scenario alone, all others staying, and both are simulated on common draws: so it is what this
// desk would change by unlocking it today. Costs of several locks therefore need not add up to what all of them cost: two
// locks on the last rack each cost little, since the other one has it anyway.
//
// Whether a lock can be kept is asked of what was given by hand on its day, in the run with all locks. Locks contradict
// each other where they come to more than all that came into stock by then, whoever else was served; else one that is
// short was overtaken by what was given before.

#include "allot/locks.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "engine/replication.hpp"
#include "engine/simulate.hpp"
#include "experiment/design.hpp"
#include "experiment/displacement.hpp"
#include "experiment/executor.hpp"
#include "experiment/feasible.hpp"
#include "experiment/gathered_moves.hpp"
#include "experiment/labels.hpp"
#include "experiment/unused_stock.hpp"
#include "statistics/estimate.hpp"

namespace allot {
namespace {

using model::at;

/// Where a lock stands in the model.
struct LockPlace {
  model::Index supplier = 0, award = 0;
};

std::vector<LockPlace> places_of_locks(const model::Model& model) {
  std::vector<LockPlace> out;
  for (std::size_t s = 0; s < model.suppliers.size(); ++s)
    for (std::size_t a = 0; a < model.suppliers[s].awards.size(); ++a)
      out.push_back({static_cast<model::Index>(s), static_cast<model::Index>(a)});
  return out;
}

const model::ManualAward& award_at(const model::Model& model, const LockPlace& place) {
  return model.suppliers[at(place.supplier)].awards[at(place.award)];
}

const model::Terms& terms_at(const model::Model& model, const LockPlace& place) {
  return model.terms_of(model.orders[at(award_at(model, place).order)]);
}

/// What one replication makes of a lock.
struct LockRow {
  Units units = 0, given_on_day = 0, given = 0, stocked = 0;
  std::int64_t unit_seconds = 0;
  Time day_ends = 0, complete = never, without = never, all_given = never;
};

/// What one thread simulates with: the locks as they are, and without one of them at a time.
class LockBench {
 public:
  LockBench(const model::Model& model, const std::vector<LockPlace>& places, const Sampling& sampling)
      : model_(model),
        places_(places),
        fewer_(model),
        with_(model, recording(sampling, true), sampling.seed, 0),
        without_(fewer_, recording(sampling, false), sampling.seed, 0) {}

  void run_with(std::uint64_t number) {
    with_.chance.number = number;
    engine::run(with_);
  }
  bool is_random() const { return with_.seen.is_random; }

  LockRow row(std::size_t lock) const {
    const LockPlace& place = places_[lock];
    const model::ManualAward& award = award_at(model_, place);
    const model::Terms& terms = terms_at(model_, place);
    LockRow out;
    out.units = with_.units(award.units, terms.product);
    const Time from = std::max<Time>(0, with_.moment(award.at));
    out.day_ends = from - (model_.start + from) % day + day - 1;
    for (const engine::HandAward& it : with_.seen.by_hand) {
      if (it.supplier != place.supplier || it.award != place.award) continue;
      out.given += it.units;
      if (it.at <= out.day_ends) out.given_on_day += it.units;
      if (out.given >= out.units && out.all_given == never) out.all_given = it.at;
    }
    out.stocked = experiment::stocked_by(with_.seen, model_, place.supplier, terms.product, out.day_ends);
    return out;
  }

  /// With all locks, as it was run last, against without one.
  experiment::Shift shift(std::size_t lock, std::uint64_t number, std::vector<Time>& complete_without) {
    const LockPlace& place = places_[lock];
    std::vector<model::ManualAward>& awards = fewer_.suppliers[at(place.supplier)].awards;
    const std::vector<model::ManualAward>& all = model_.suppliers[at(place.supplier)].awards;
    awards.erase(awards.begin() + place.award);
    without_.chance.number = number;
    engine::run(without_);
    awards = all;
    experiment::Displacements displacements(model_, award_at(model_, place).order,
                                            experiment::Displacements::Placed::in_both);
    const experiment::Shift out = displacements.compare(without_.seen, with_.seen);
    complete_without = displacements.complete_without();
    return out;
  }
  bool is_other_random() const { return without_.seen.is_random; }

 private:
  static engine::Recording recording(const Sampling& sampling, bool has_journal) {
    engine::Recording out;
    out.is_typical = sampling.is_typical;
    out.journal = has_journal;
    return out;
  }

  const model::Model& model_;
  const std::vector<LockPlace>& places_;
  model::Model fewer_;  ///< without the lock in question, while it is simulated
  engine::Replication with_, without_;
};

/// By lock, and within by replication.
struct LockRows {
  std::vector<std::vector<LockRow>> rows;
  std::vector<experiment::Moves> moves;

  void resize(std::size_t count) {
    for (auto& it : rows) it.resize(count);
    for (auto& it : moves) it.resize(count);
  }
};

LockRows simulate_locks(const experiment::Design& design, const std::vector<LockPlace>& places) {
  const model::Model& model = design[0].model;
  LockRows out{std::vector<std::vector<LockRow>>(places.size()), std::vector<experiment::Moves>(places.size())};
  const experiment::Block block = design.block();
  out.resize(block.to);
  const experiment::Executor executor(design.sampling());
  std::vector<std::unique_ptr<LockBench>> benches(executor.workers());
  const auto [to, is_random] =
      executor.replicate(block, design[0].is_surely_random, [&](std::size_t worker, std::size_t row) {
        if (!benches[worker]) benches[worker] = std::make_unique<LockBench>(model, places, design.sampling());
        LockBench& bench = *benches[worker];
        bench.run_with(block.first + row);
        bool is_any_random = bench.is_random();
        for (std::size_t i = 0; i < places.size(); ++i) {
          experiment::Shift& shift = out.moves[i].shifts[row];
          shift = bench.shift(i, block.first + row, out.moves[i].complete_without[row]);
          out.rows[i][row] = bench.row(i);
          out.rows[i][row].unit_seconds = shift.unit_seconds;
          out.rows[i][row].complete = shift.complete;
          out.rows[i][row].without = shift.complete_without;
          is_any_random = is_any_random || bench.is_other_random();
        }
        return is_any_random;
      });
  out.resize(is_random || design[0].is_surely_random ? to : 1);
  return out;
}

template <class Number>
Estimate over(const std::vector<LockRow>& rows, const Number& number) {
  std::vector<double> values;
  for (const LockRow& it : rows) values.push_back(static_cast<double>(number(it)));
  return estimate(values);
}

template <class When>
std::optional<Date> by_when(const std::vector<LockRow>& rows, double probability, Date start, const When& when) {
  std::vector<Time> dates;
  for (const LockRow& it : rows) dates.push_back(when(it));
  return experiment::CompletionDates(std::move(dates), start).quantile(probability);
}

template <class Holds>
double share_of(const std::vector<LockRow>& rows, const Holds& holds) {
  return static_cast<double>(std::count_if(rows.begin(), rows.end(), holds)) / static_cast<double>(rows.size());
}

Lock lock_of(const model::Model& model, const LockPlace& place, const std::vector<LockRow>& rows,
             const experiment::Moves& moves, double probability) {
  const model::Terms& terms = terms_at(model, place);
  Lock out;
  out.order = model.order_ids[at(award_at(model, place).order)];
  out.organisation = model.organisations[at(terms.owner)].id;
  out.supplier = model.suppliers[at(terms.supplier)].id;
  out.product = model.products[at(terms.product)].id;
  out.units = over(rows, [](const LockRow& it) { return it.units; }).mean;
  const double day_ends = over(rows, [](const LockRow& it) { return it.day_ends; }).mean;
  out.at = (model.start + static_cast<Time>(day_ends)) / day * day;
  out.kept = share_of(rows, [](const LockRow& it) { return it.given_on_day >= it.units; });
  out.short_on_day = over(rows, [](const LockRow& it) { return it.units - it.given_on_day; });
  out.short_at_end = over(rows, [](const LockRow& it) { return it.units - it.given; });
  out.given = by_when(rows, probability, model.start, [](const LockRow& it) { return it.all_given; });
  out.gpu_days = over(rows, [](const LockRow& it) { return static_cast<double>(it.unit_seconds) / day; });
  out.days = over(rows, [&](const LockRow& it) {
    return static_cast<double>(std::min(it.complete, model.end) - std::min(it.without, model.end)) / day;
  });
  out.date_with = by_when(rows, probability, model.start, [](const LockRow& it) { return it.complete; });
  out.date_without = by_when(rows, probability, model.start, [](const LockRow& it) { return it.without; });
  const experiment::GatheredMoves gathered(moves, model, probability);
  out.displaced = gathered.organisations();
  out.displaced_orders = gathered.orders();
  return out;
}

// Of the locks of one market: those that are due by the end of that of one of them, replication by replication.
std::optional<LockConflict> conflict_at(const std::vector<std::size_t>& market, std::size_t last, const LockRows& all,
                                        const std::vector<Lock>& locks) {
  LockConflict out;
  const std::vector<LockRow>& rows = all.rows[last];
  std::vector<double> supply, locked;
  std::size_t in_conflict = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    Units units = 0;
    for (const std::size_t it : market)
      if (all.rows[it][r].day_ends <= rows[r].day_ends) units += all.rows[it][r].units;
    locked.push_back(static_cast<double>(units));
    supply.push_back(static_cast<double>(rows[r].stocked));
    if (units > rows[r].stocked) ++in_conflict;
  }
  if (in_conflict == 0) return std::nullopt;
  for (const std::size_t it : market)
    if (locks[it].at <= locks[last].at) out.locks.push_back(it);
  out.supplier = locks[last].supplier;
  out.product = locks[last].product;
  out.at = locks[last].at;
  out.locked = estimate(locked).mean;
  out.supply = estimate(supply);
  out.share = static_cast<double>(in_conflict) / static_cast<double>(rows.size());
  return out;
}

std::vector<LockConflict> conflicts_between(const LockRows& rows, const std::vector<Lock>& locks) {
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> markets;
  for (std::size_t i = 0; i < locks.size(); ++i) markets[{locks[i].supplier, locks[i].product}].push_back(i);
  std::vector<LockConflict> out;
  for (auto& [market, members] : markets) {
    std::stable_sort(members.begin(), members.end(),
                     [&](std::size_t a, std::size_t b) { return locks[a].at < locks[b].at; });
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (i + 1 < members.size() && locks[members[i + 1]].at == locks[members[i]].at) continue;
      if (auto found = conflict_at(members, members[i], rows, locks)) out.push_back(std::move(*found));
    }
  }
  return out;
}

void expect_memory_for_locks(const model::Model& model, std::size_t count, const Sampling& sampling) {
  const double subjects = static_cast<double>(model.orders.size() + model.organisations.size());
  const double rows = static_cast<double>(experiment::likely_replications(model, sampling));
  experiment::expect_memory(subjects * rows * static_cast<double>(count) * sizeof(Time), sampling,
                            "what each lock does to each order", "fewer --replications");
}

}  // namespace

Locks locks(const Scenario& scenario, double probability, const Sampling& sampling) {
  experiment::expect_fixed_count(sampling, "locks look at a number of replications known before");
  if (!(probability > 0 && probability < 1)) throw RequestError("a probability lies between 0 and 1");
  experiment::Design design(sampling, {});
  const model::Model& model = design.add(scenario).model;
  const std::vector<LockPlace> places = places_of_locks(model);
  expect_memory_for_locks(model, places.size(), sampling);
  Locks out;
  out.scenario = scenario.name;
  out.question = scenario.question;
  out.labels = experiment::labels_of(scenario);
  out.basis = experiment::basis_of(scenario);
  out.seed = sampling.seed;
  out.probability = probability;
  if (places.empty()) return out;
  const LockRows rows = simulate_locks(design, places);
  out.replications = rows.rows.front().size();
  for (std::size_t i = 0; i < places.size(); ++i)
    out.locks.push_back(lock_of(model, places[i], rows.rows[i], rows.moves[i], probability));
  out.conflicts = conflicts_between(rows, out.locks);
  return out;
}

}  // namespace allot
