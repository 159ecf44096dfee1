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
#include "experiment/design.hpp"

#include <algorithm>

#include "experiment/feasible.hpp"
#include "experiment/gathered_moves.hpp"
#include "experiment/labels.hpp"
#include "experiment/promise_bench.hpp"
#include "experiment/promised_by.hpp"
#include "experiment/unused_stock.hpp"
#include "statistics/dates.hpp"
#include "statistics/estimate.hpp"
#include "statistics/interval.hpp"

namespace allot {
namespace {

using model::at;

constexpr double calibrated_at[] = {0.5, 0.8, 0.9, 0.95, 0.99};

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

PromiseRows serve_order(experiment::Benches& benches, const experiment::AskedPromise& asked,
                        const std::optional<Units>& units, std::size_t part, std::size_t parts) {
  PromiseRows rows;
  rows.resize(asked.block().to);
  rows.resize(benches.each(part, parts, [&](experiment::Bench& bench, std::size_t row) {
    experiment::Shift& shift = rows.moves.shifts[row] = bench.shift(row, {units, {}});
    rows.complete[row] = shift.complete;
    rows.moves.complete_without[row] = bench.displacements.complete_without();
    const Units ordered = shift.ordered;
    if (const auto since = experiment::unused_since(bench.unused, ordered); since && ordered > 0)
      rows.behind_others[row] = bench.complete_by_hand(row, ordered, *since);
  }));
  return rows;
}

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

void expect_memory_for(const experiment::AskedPromise& asked, const Sampling& sampling) {
  const double subjects = static_cast<double>(asked.after.orders.size() + asked.after.organisations.size());
  const double rows = static_cast<double>(experiment::likely_replications(asked.after, sampling));
  experiment::expect_memory(subjects * rows * sizeof(Time), sampling, "what each replication does to each order",
                            "fewer --replications");
}

Promise asked_for(const experiment::AskedPromise& asked, const Scenario& with) {
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
  experiment::expect_fixed_count(sampling, "a promise looks at a number of replications known before");
  expect_sense(request, with, sampling);
  const experiment::AskedPromise asked(without, with, request, sampling);
  expect_memory_for(asked, sampling);
  Promise out = asked_for(asked, with);
  out.seed = sampling.seed;
  experiment::Benches benches(asked);
  const std::size_t parts = request.by ? 3 : 1;
  std::optional<Units> units;
  if (!asked.has_own_supply) out.behind_others.emplace();
  if (request.by) {
    const experiment::MostUnits most = experiment::search_units(benches, asked, parts);
    out.by = experiment::promised_units(benches, asked, most.served, parts);
    if (out.behind_others) out.behind_others->by = experiment::units_of_quantile(most.behind_others, asked);
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
