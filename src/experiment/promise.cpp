// A date that can be kept, and who pays for it.
//
// The scenario is simulated twice in each replication, with the order and without, on common draws. From the first come
// the dates on which the order is complete, a sample of the distribution of its lead time as the queue stands today;
// the date to promise with probability p is its quantile of type 1, the ceil(n p)-th smallest. Replications in which it
// is not complete by the end come after all others, so that a promise that cannot be given is none, not an early one.
// From the differences comes what nobody else asks: whom the order displaces, and by how many units and GPU-days,
// replication by replication.
//
// Available-to-promise in a planning system looks at the plan and answers by subtraction; it knows no slip, and it
// promises each order as if no rule divided between customers. Here the promise is what the allocation rule, the other
// customers' orders and chance make of it.
//
// A quantile that is quoted from a sample is kept less often than it says, since the sample is finite. So `calibrate`
// quotes from the first half of the replications and counts how often the second half keeps it: the only claim about a
// promise that can be checked is that a share p of them is kept.
//
// How many units can be promised for a day is searched for replication by replication: the most that this one delivers in
// full by then. The number to promise is the largest that a share p of them reaches, and is then tried in all: a number
// that is quoted was simulated. Where a rule serves large orders first, more may come where fewer do not; that shows in
// the trial, and is said.
//
// What displacing nobody would take is the same question of a different way to be served: only from stock that nobody
// else uses until the end (unused_stock.cpp), by hand, and counted only where nobody is behind for it at any moment.
//
// The invariant: the order's own deliveries are left out of what its buyer is counted, so that both runs count the same
// things, and a difference is what the order did to others.
//
// source: quantile intervals from order statistics, David and Nagaraja (2003), Order Statistics, section 7.1;
//         calibration of probability forecasts, Dawid (1982), Journal of the American Statistical Association 77,
//         605-613

#include "allot/promise.hpp"

#include <algorithm>
#include <memory>

#include "engine/simulate.hpp"
#include "experiment/displacement.hpp"
#include "experiment/executor.hpp"
#include "experiment/feasible.hpp"
#include "experiment/gathered_moves.hpp"
#include "experiment/labels.hpp"
#include "experiment/promised_units.hpp"
#include "experiment/trial_order.hpp"
#include "experiment/unused_stock.hpp"
#include "statistics/dates.hpp"
#include "statistics/estimate.hpp"
#include "statistics/interval.hpp"
#include "statistics/quantile.hpp"

namespace allot {
namespace {

using experiment::OrderTrial;
using model::at;

constexpr double calibrated_at[] = {0.5, 0.8, 0.9, 0.95, 0.99};

engine::Recording with_journal(engine::Recording recording) {
  recording.journal = true;
  return recording;
}

/// Both scenarios, and which order is asked about.
struct AskedPromise {
  AskedPromise(const Scenario& without, const Scenario& with, const PromiseRequest& asked, const Sampling& sampling)
      : request(asked), design(sampling, {}), before(design.add(without).model), after(design.add(with).model) {
    order = index_of(asked.order);
    terms = &after.terms_of(after.orders[at(order)]);
    const model::OrderDetails* details = after.details_of(after.orders[at(order)]);
    has_own_supply =
        terms->peg != model::none || (details && (!details->deliveries.empty() || details->opening != model::none));
    if (asked.by) by = *asked.by - with.start + (*asked.by % day == 0 ? day - 1 : 0);
  }

  model::Index index_of(const std::string& id) const {
    for (std::size_t i = 0; i < after.order_ids.size(); ++i)
      if (after.order_ids[i] == id) return static_cast<model::Index>(i);
    throw RequestError("there is no order '" + id + "' to promise a date for");
  }
  Units lot() const { return after.products[at(terms->product)].lot; }
  model::Index market() const {
    return terms->supplier * static_cast<model::Index>(after.products.size()) + terms->product;
  }
  experiment::Block block() const { return design.block(); }
  bool is_surely_random() const { return design[0].is_surely_random || design[1].is_surely_random; }

  const PromiseRequest& request;
  experiment::Design design;
  const model::Model &before, &after;
  model::Index order = 0;
  const model::Terms* terms = nullptr;
  bool has_own_supply = false;
  Time by = never;
};

/// What one thread simulates with.
struct Bench {
  explicit Bench(const AskedPromise& asked)
      : question(asked),
        without(asked.before, with_journal(asked.design.recording()), asked.design.sampling().seed, 0),
        order(asked.after, asked.order, asked.design.recording(), asked.design.sampling().seed),
        displacements(asked.after, asked.order) {}

  std::uint64_t number(std::size_t row) const { return question.block().first + row; }

  void run_without(std::size_t row) {
    without.chance.number = number(row);
    engine::run(without);
    unused = question.has_own_supply ? std::vector<experiment::UnusedStock>{}
                                     : experiment::unused_stock(without.seen, question.market(), question.lot());
  }
  experiment::Shift shift(std::size_t row, const OrderTrial& trial) {
    return displacements.compare(without.seen, order.run(number(row), trial));
  }
  /// When it is delivered by hand, given on that day; never: not by the end, or not without displacing anybody.
  Time complete_by_hand(std::size_t row, Units units, Time since) {
    const experiment::Shift it = shift(row, {units, std::max(since, order.eligible())});
    return it.is_anyone_behind ? never : it.complete;
  }

  const AskedPromise& question;
  engine::Replication without;
  experiment::TrialOrder order;
  experiment::Displacements displacements;
  std::vector<experiment::UnusedStock> unused;
};

/// What is done for each replication, by a bench of whichever thread; gives how many replications there are.
class Benches {
 public:
  explicit Benches(const AskedPromise& question) : question_(question) {}

  std::size_t each(std::size_t part, std::size_t parts, const std::function<void(Bench&, std::size_t row)>& work) {
    const experiment::Executor executor = experiment::Executor(question_.design.sampling()).part(part, parts);
    benches_.resize(std::max(benches_.size(), executor.workers()));
    const auto [to, is_random] = executor.replicate(
        question_.block(), question_.is_surely_random() || is_random_, [&](std::size_t worker, std::size_t row) {
          if (!benches_[worker]) benches_[worker] = std::make_unique<Bench>(question_);
          Bench& bench = *benches_[worker];
          bench.run_without(row);
          work(bench, row);
          return bench.without.seen.is_random || bench.order.is_random();
        });
    is_random_ = is_random_ || is_random;
    return is_random_ || question_.is_surely_random() ? to : 1;
  }

 private:
  const AskedPromise& question_;
  std::vector<std::unique_ptr<Bench>> benches_;
  bool is_random_ = false;
};

/// The replications with the order as it is served: by number.
struct PromiseRows {
  experiment::Moves moves;
  std::vector<Time> complete, behind_others;

  void resize(std::size_t rows) {
    moves.resize(rows);
    complete.resize(rows);
    behind_others.resize(rows, never);
  }
};

// ---- how many by a day

/// The most that each replication can deliver by the day, as the order is served and behind all others.
struct MostUnits {
  std::vector<Units> served, behind_others;
};

Units most_served(Bench& bench, std::size_t row, Units guess) {
  const AskedPromise& asked = bench.question;
  const Units lot = asked.lot();
  const Units most = experiment::stocked_by(bench.without.seen, asked.before, asked.terms->supplier, model::none, asked.by) / lot;
  return lot * experiment::most_lots(most, guess, [&](Units lots) {
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
    const experiment::UnusedStock& it = bench.unused[growths - 1];
    return bench.complete_by_hand(row, it.units, it.since) <= asked.by;
  };
  if (holds(bad)) return bench.unused[bad - 1].units;
  while (bad - good > 1) {
    const std::size_t middle = good + (bad - good) / 2;
    (holds(middle) ? good : bad) = middle;
  }
  return good == 0 ? 0 : bench.unused[good - 1].units;
}

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

/// How a number of units fares where it is tried.
struct TriedUnits {
  std::size_t kept = 0;       ///< replications that deliver all of it by the day
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

PromisedUnits units_of_quantile(const std::vector<Units>& most, const AskedPromise& asked) {
  PromisedUnits out;
  out.by = *asked.request.by;
  const std::size_t count = most.size();
  out.units = experiment::reached_by(most, type1_rank(count, asked.request.probability));
  const Ranks ranks = quantile_ranks(count, asked.request.probability);
  if (ranks.upper <= count) out.low = experiment::reached_by(most, ranks.upper);
  if (ranks.lower >= 1) out.high = experiment::reached_by(most, ranks.lower);
  const auto reach = std::count_if(most.begin(), most.end(), [&](Units it) { return it >= out.units; });
  out.share = static_cast<double>(reach) / static_cast<double>(count);
  return out;
}

// What is quoted is tried in all replications; what fails there, since more came where fewer did not, gives way to what
// fewer of them reached.
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

// ---- when

PromiseRows serve_order(Benches& benches, const AskedPromise& asked, const std::optional<Units>& units, std::size_t part,
           std::size_t parts) {
  PromiseRows rows;
  rows.resize(asked.block().to);
  rows.resize(benches.each(part, parts, [&](Bench& bench, std::size_t row) {
    experiment::Shift& shift = rows.moves.shifts[row] = bench.shift(row, {units, {}});
    rows.complete[row] = shift.complete;
    rows.moves.complete_without[row] = bench.displacements.complete_without();
    const Units ordered = shift.ordered;
    if (const auto since = experiment::unused_since(bench.unused, ordered); since && ordered > 0)
      rows.behind_others[row] = bench.complete_by_hand(row, ordered, *since);
  }));
  return rows;
}

// ---- what is said of them

template <class Quoted>
void quote(Quoted& out, const std::vector<Time>& complete, double probability, Date start) {
  experiment::CompletionDates dates(complete, start);
  const Ranks ranks = quantile_ranks(complete.size(), probability);
  out.date = dates.quantile(probability);
  out.median = dates.quantile(0.5);
  out.low = dates.of_rank(ranks.lower);
  out.high = dates.of_rank(ranks.upper);
  out.share_by_end = dates.share();
}

Calibration calibrated(const std::vector<Time>& complete, Date start, double probability) {
  const auto half = complete.begin() + static_cast<std::ptrdiff_t>(complete.size() / 2);
  std::vector<Time> known(complete.begin(), half);
  const std::vector<Time> held_out(half, complete.end());
  Calibration out;
  out.probability = probability;
  out.held_out = held_out.size();
  const std::optional<Time> quoted = quantile_of_dates(known, probability);
  if (quoted) out.quoted = start + *quoted;
  const auto is_kept = [&](Time when) { return when != never && (!quoted || when <= *quoted); };
  out.kept = static_cast<std::size_t>(std::count_if(held_out.begin(), held_out.end(), is_kept));
  out.share = static_cast<double>(out.kept) / static_cast<double>(out.held_out);
  out.share_ci95 = wilson_interval(out.kept, out.held_out);
  return out;
}

void expect_sense(const PromiseRequest& request, const Scenario& with, const Sampling& sampling) {
  if (!(request.probability > 0 && request.probability < 1)) throw RequestError("a probability lies between 0 and 1");
  if (request.calibrates && (sampling.only || sampling.replications < 4))
    throw RequestError("to calibrate takes at least 4 replications");
  if (request.by && (*request.by < with.start || *request.by >= with.end))
    throw RequestError("nothing can be promised by " + format_date(*request.by) + ": the scenario goes from " +
                       format_date(with.start) + " to before " + format_date(with.end));
}

void expect_memory_for(const AskedPromise& asked, const Sampling& sampling) {
  const double subjects = static_cast<double>(asked.after.orders.size() + asked.after.organisations.size());
  const double rows = static_cast<double>(experiment::likely_replications(asked.after, sampling));
  experiment::expect_memory(subjects * rows * sizeof(Time), sampling, "what each replication does to each order",
                            "fewer --replications");
}

Promise asked_for(const AskedPromise& asked, const Scenario& with) {
  const model::Model& model = asked.after;
  Promise out;
  out.scenario = with.name;
  out.labels = experiment::labels_of(with);
  out.basis = experiment::basis_of(with);
  out.question = with.question;
  out.order = asked.request.order;
  out.organisation = model.organisations[at(asked.terms->owner)].id;
  out.supplier = model.suppliers[at(asked.terms->supplier)].id;
  out.product = model.products[at(asked.terms->product)].id;
  out.probability = asked.request.probability;
  return out;
}

}  // namespace

Promise promise(const Scenario& without, const Scenario& with, const PromiseRequest& request,
                const Sampling& sampling) {
  expect_sense(request, with, sampling);
  const AskedPromise asked(without, with, request, sampling);
  expect_memory_for(asked, sampling);
  Promise out = asked_for(asked, with);
  out.seed = sampling.seed;
  Benches benches(asked);
  const std::size_t parts = request.by ? 3 : 1;
  std::optional<Units> units;
  if (!asked.has_own_supply) out.behind_others.emplace();
  if (request.by) {
    const MostUnits most = search_units(benches, asked, parts);
    out.by = promised_units(benches, asked, most.served, parts);
    if (out.behind_others) out.behind_others->by = units_of_quantile(most.behind_others, asked);
    if (!request.keeps_units) units = out.by->units;
    out.replications = most.served.size();
  }
  if (units == 0) return out;
  const PromiseRows rows = serve_order(benches, asked, units, parts - 1, parts);
  out.replications = rows.moves.shifts.size();
  std::vector<double> ordered;
  for (const experiment::Shift& it : rows.moves.shifts) ordered.push_back(static_cast<double>(it.ordered));
  out.units = estimate(ordered).mean;
  quote(out, rows.complete, request.probability, with.start);
  if (out.behind_others) quote(*out.behind_others, rows.behind_others, request.probability, with.start);
  const experiment::GatheredMoves gathered(rows.moves, asked.after, out.probability);
  out.displaced = gathered.organisations();
  out.displaced_orders = gathered.orders();
  if (request.calibrates && rows.complete.size() >= 4)
    for (const double probability : calibrated_at)
      out.calibration.push_back(calibrated(rows.complete, with.start, probability));
  return out;
}

}  // namespace allot
