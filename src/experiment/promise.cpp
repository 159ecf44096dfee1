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
// The invariant: the order's own deliveries are left out of what its buyer is counted, so that both runs count the same
// things, and a difference is what the order did to others.
//
// source: quantile intervals from order statistics, David and Nagaraja (2003), Order Statistics, section 7.1;
//         calibration of probability forecasts, Dawid (1982), Journal of the American Statistical Association 77,
//         605-613

#include "allot/promise.hpp"

#include <algorithm>

#include "experiment/executor.hpp"
#include "experiment/labels.hpp"
#include "statistics/dates.hpp"
#include "statistics/estimate.hpp"
#include "statistics/interval.hpp"

namespace allot {
namespace {

constexpr double calibrated_at[] = {0.5, 0.8, 0.9, 0.95, 0.99};

/// What one replication delivers to each organisation, but for the order in question; and when that is complete.
struct Deliveries {
  std::vector<double> units, unit_seconds;
  Units ordered = 0;
  Time complete = never;
};

Deliveries deliveries_in(const model::Model& model, const engine::Observations& seen, model::Index order) {
  Deliveries out;
  out.units.resize(model.organisations.size());
  out.unit_seconds.resize(model.organisations.size());
  for (const engine::Promise& it : seen.promises)
    if (it.order == order) out.ordered += it.units;
  Units delivered = 0;
  for (const engine::DeliveryRecord& it : seen.deliveries) {
    if (seen.promises[static_cast<std::size_t>(it.promise)].order == order) {
      delivered += it.units;
      if (delivered >= out.ordered && out.complete == never) out.complete = it.at;
      continue;
    }
    const auto owner = static_cast<std::size_t>(it.owner);
    out.units[owner] += static_cast<double>(it.units);
    out.unit_seconds[owner] += static_cast<double>(it.units) * static_cast<double>(model.end - it.at);
  }
  return out;
}

model::Index index_of(const model::Model& model, const std::string& order) {
  for (std::size_t i = 0; i < model.order_ids.size(); ++i)
    if (model.order_ids[i] == order) return static_cast<model::Index>(i);
  throw RequestError("there is no order '" + order + "' to promise a date for");
}

/// The replications of both scenarios, by number.
struct Pairs {
  std::vector<Deliveries> without, with;
};

/// Of a point, by replication; where chance had no part in it, all are as the first. Gives whether it had.
bool simulate(const experiment::Design& design, std::size_t point, model::Index order, std::vector<Deliveries>& out) {
  const experiment::Block block = design.block();
  out.resize(block.to);
  const auto [to, is_random] =
      experiment::Executor(design.sampling())
          .part(point, design.size())
          .execute(design, experiment::alone(design, point), block, [&](const experiment::Seen& seen) {
            out[seen.row] = deliveries_in(design[point].model, seen.observations, order);
          });
  for (std::size_t r = to; r < out.size(); ++r) out[r] = out.front();
  return is_random;
}

Pairs simulate_both(const experiment::Design& design, model::Index order) {
  Pairs pairs;
  const bool one = simulate(design, 0, model::none, pairs.without), other = simulate(design, 1, order, pairs.with);
  if (one || other) return pairs;
  pairs.without.resize(1);
  pairs.with.resize(1);
  return pairs;
}

Estimate difference(const Pairs& pairs, std::size_t organisation, std::vector<double> Deliveries::*column, double per) {
  std::vector<double> values;
  for (std::size_t r = 0; r < pairs.with.size(); ++r)
    values.push_back(((pairs.with[r].*column)[organisation] - (pairs.without[r].*column)[organisation]) / per);
  return estimate(values);
}

std::vector<Displacement> displaced(const model::Model& model, const Pairs& pairs) {
  std::vector<Displacement> out;
  for (std::size_t o = 0; o < model.organisations.size(); ++o)
    out.push_back({model.organisations[o].id, difference(pairs, o, &Deliveries::units, 1),
                   difference(pairs, o, &Deliveries::unit_seconds, day)});
  return out;
}

std::vector<Time> completions(const Pairs& pairs, std::size_t first, std::size_t last) {
  std::vector<Time> dates;
  for (std::size_t r = first; r < last; ++r) dates.push_back(pairs.with[r].complete);
  return dates;
}

Calibration calibrated(const Pairs& pairs, Date start, double probability) {
  const std::size_t half = pairs.with.size() / 2;
  std::vector<Time> known = completions(pairs, 0, half);
  const std::vector<Time> held_out = completions(pairs, half, pairs.with.size());
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

// The date of a rank in the sorted sample; none beyond the sample, or where it was never delivered.
std::optional<Date> of_rank(const std::vector<Time>& sorted, std::size_t rank, Date start) {
  if (rank == 0 || rank > sorted.size() || sorted[rank - 1] == never) return std::nullopt;
  return start + sorted[rank - 1];
}

void quote(Promise& out, const Pairs& pairs, Date start) {
  std::vector<Time> dates = completions(pairs, 0, pairs.with.size());
  const auto date = [&](double probability) -> std::optional<Date> {
    const auto found = quantile_of_dates(dates, probability);
    return found ? std::optional<Date>(start + *found) : std::nullopt;
  };
  out.date = date(out.probability);
  out.median = date(0.5);
  const auto kept = std::count_if(dates.begin(), dates.end(), [](Time when) { return when != never; });
  out.share_by_end = static_cast<double>(kept) / static_cast<double>(dates.size());
  std::sort(dates.begin(), dates.end());
  const Ranks ranks = quantile_ranks(dates.size(), out.probability);
  out.low = of_rank(dates, ranks.lower, start);
  out.high = of_rank(dates, ranks.upper, start);
}

}  // namespace

Promise promise(const Scenario& without, const Scenario& with, const PromiseRequest& request,
                const Sampling& sampling) {
  if (!(request.probability > 0 && request.probability < 1)) throw RequestError("a probability lies between 0 and 1");
  if (request.calibrates && (sampling.only || sampling.replications < 4))
    throw RequestError("to calibrate takes at least 4 replications");
  experiment::Design design(sampling, {});
  design.add(without);
  const model::Model& after = design.add(with).model;
  const model::Index order = index_of(after, request.order);
  const model::Terms& terms = after.terms_of(after.orders[static_cast<std::size_t>(order)]);
  const Pairs pairs = simulate_both(design, order);
  Promise out;
  out.scenario = with.name;
  out.labels = experiment::labels_of(with);
  out.basis = experiment::basis_of(with);
  out.question = with.question;
  out.order = request.order;
  out.organisation = after.organisations[static_cast<std::size_t>(terms.owner)].id;
  out.supplier = after.suppliers[static_cast<std::size_t>(terms.supplier)].id;
  out.product = after.products[static_cast<std::size_t>(terms.product)].id;
  std::vector<double> ordered;
  for (const Deliveries& it : pairs.with) ordered.push_back(static_cast<double>(it.ordered));
  out.units = estimate(ordered).mean;
  out.seed = sampling.seed;
  out.replications = pairs.with.size();
  out.probability = request.probability;
  quote(out, pairs, with.start);
  out.displaced = displaced(after, pairs);
  if (request.calibrates && pairs.with.size() >= 4)
    for (const double probability : calibrated_at)
      out.calibration.push_back(calibrated(pairs, with.start, probability));
  return out;
}

}  // namespace allot
