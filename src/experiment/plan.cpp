// A plan is the run told by order: what of the replications is a date of one order is kept as a column of it, and what
// explains it as sums of whole numbers.

#include "allot/plan.hpp"

#include <algorithm>

#include "experiment/bands.hpp"
#include "experiment/chronicle.hpp"
#include "experiment/design.hpp"
#include "experiment/executor.hpp"
#include "experiment/labels.hpp"
#include "experiment/plan_record.hpp"
#include "experiment/planned_dates.hpp"
#include "statistics/dates.hpp"
#include "statistics/estimate.hpp"

namespace allot {
namespace {

using experiment::PlanRecord;
using experiment::Tally;
using model::at;

std::string name_of_source(const model::Model& model, model::Index source) {
  switch (source) {
    case Tally::none_counted: return "";
    case experiment::before_start: return "before";
    case experiment::committed: return "delivery";
    case experiment::from_stock: return "stock";
    default: return model.pieces[at(source)].id;
  }
}

template <class Entities>
std::string name_in(const Entities& entities, model::Index place) {
  return place == Tally::none_counted ? std::string() : entities[at(place)].id;
}

/// Puts together the orders of a plan, each from its columns.
class OrderWriter {
 public:
  OrderWriter(const PlanRecord& record, const model::Model& model, const PlanRequest& request)
      : record_(record), model_(model), request_(request) {}

  PlannedOrder operator()(std::size_t i) {
    const experiment::OrderSums& sums = record_.sums(i);
    PlannedOrder out;
    name(i, out);
    out.units = record_.mean(sums.ordered);
    out.docked_units = record_.mean(sums.docked);
    out.shipped = date_of(record_.shipped(), i);
    out.online = date_of(record_.online(), i);
    out.docked = date_of(record_.docked(), i);
    out.confirmed = confirmed(by(request_.probability), out.due);  // of the dates at the dock, which are in hand
    const auto missed = static_cast<double>(std::count(dates_.begin(), dates_.end(), never));
    out.by_end = 1 - missed / static_cast<double>(dates_.size());
    if (out.due) out.on_time = record_.mean(sums.on_time);
    explain(i, sums, out);
    return out;
  }

 private:
  void name(std::size_t i, PlannedOrder& out) const {
    const model::Terms& terms = model_.terms_of(model_.orders[i]);
    out.id = std::string(model_.order_ids[i]);
    out.organisation = model_.organisations[at(terms.owner)].id;
    out.supplier = model_.suppliers[at(terms.supplier)].id;
    out.product = model_.products[at(terms.product)].id;
    out.due = experiment::planned_dates(model_, i).due;
  }

  std::optional<Date> by(double probability) {
    const std::optional<Time> found = quantile_of_dates(dates_, probability);
    return found ? std::optional<Date>(model_.start + *found) : std::nullopt;
  }

  static std::optional<Date> confirmed(const std::optional<Date>& moment, const std::optional<Date>& due) {
    if (!moment) return std::nullopt;
    const Date since_midnight = (*moment % day + day) % day;
    const Date next_day = since_midnight == 0 ? *moment : *moment + day - since_midnight;
    return due && *moment <= *due && *due < next_day ? due : next_day;
  }

  PlannedDate date_of(const experiment::CompactDates& dates, std::size_t i) {
    dates.gather(i, dates_);
    return {by(0.5), by(0.9)};
  }

  void explain(std::size_t i, const experiment::OrderSums& sums, PlannedOrder& out) const {
    const auto [source, served] = sums.sources.most();
    out.source = name_of_source(model_, source);
    if (served > 0) out.source_share = static_cast<double>(served) / static_cast<double>(sums.sources.all());
    out.site = name_in(model_.sites, sums.sites.most().first);
    const auto [yields, times] = sums.overtaken_by.most();
    out.yields = name_in(model_.organisations, yields);
    out.yields_share = record_.mean(times);
    if (sums.late_units == 0) return;
    const auto days = [&](std::int64_t sum) {
      return static_cast<double>(sum) / static_cast<double>(sums.late_units) / day;
    };
    const auto parts = record_.parts(i);
    const auto most = std::max_element(parts.begin(), parts.end());
    out.late_units = record_.mean(sums.late_units);
    out.days_late = days(sums.unit_seconds_late);
    out.cause = record_.parts()[static_cast<std::size_t>(most - parts.begin())];
    out.cause_days = days(*most);
  }

  const PlanRecord& record_;
  const model::Model& model_;
  const PlanRequest& request_;
  std::vector<Time> dates_;
};

template <class What>
Spread spread_of(const PlanRecord& record, What what, std::size_t cell, std::vector<double>& column) {
  record.gather(what, cell, column);
  const Band band = band_of(column);
  return {band.mean, band.p10, band.p50, band.p90};
}

/// The periods of the grid, as dates.
struct GridStep {
  Date from, until;
};

GridStep period(const model::Model& model, std::size_t place) {
  const Time from = static_cast<Time>(place) * model.grid;
  return {model.start + from, model.start + std::min(from + model.grid, model.end)};
}

PlannedPeriod period_of_owner(const PlanRecord& record, const model::Model& model, std::size_t cell,
                              std::vector<double>& column) {
  const std::size_t periods = record.layout().periods();
  const auto [owner, product] = record.layout().pairs()[cell / periods];
  const auto [from, until] = period(model, cell % periods);
  PlannedPeriod out;
  out.organisation = model.organisations[at(owner)].id;
  out.product = model.products[at(product)].id;
  out.from = from;
  out.until = until;
  out.awarded = spread_of(record, PlanRecord::OfOwner::awarded, cell, column);
  out.arrived = spread_of(record, PlanRecord::OfOwner::arrived, cell, column);
  out.online = spread_of(record, PlanRecord::OfOwner::online, cell, column);
  const experiment::TurnoverSums& sums = record.turnover_sums(cell);
  out.backlog = record.mean(sums.backlog);
  if (sums.due > 0) out.fill = static_cast<double>(sums.due_and_arrived) / static_cast<double>(sums.due);
  return out;
}

PlannedSupply period_of_market(const PlanRecord& record, const model::Model& model, std::size_t cell,
                               std::vector<double>& column) {
  const std::size_t periods = record.layout().periods(), market = cell / periods;
  const auto [from, until] = period(model, cell % periods);
  PlannedSupply out;
  out.supplier = model.suppliers[market / model.products.size()].id;
  out.product = model.products[market % model.products.size()].id;
  out.from = from;
  out.until = until;
  out.supply = spread_of(record, PlanRecord::OfMarket::supply, cell, column);
  out.awarded = spread_of(record, PlanRecord::OfMarket::awarded, cell, column);
  out.left = spread_of(record, PlanRecord::OfMarket::left, cell, column);
  return out;
}

bool is_something(const Spread& it) { return it.mean != 0 || it.p10 != 0 || it.p90 != 0; }
bool is_something(const PlannedPeriod& it) {
  return is_something(it.awarded) || is_something(it.arrived) || is_something(it.online) || it.backlog != 0 || it.fill;
}
bool is_something(const PlannedSupply& it) {
  return is_something(it.supply) || is_something(it.awarded) || is_something(it.left);
}

// Of who has nothing in any period there is no row.
template <class Row>
std::vector<Row> without_empty(std::vector<Row> rows, std::size_t periods) {
  std::vector<Row> out;
  for (std::size_t first = 0; first < rows.size(); first += periods) {
    const auto from = rows.begin() + static_cast<std::ptrdiff_t>(first);
    const auto to = from + static_cast<std::ptrdiff_t>(periods);
    if (std::any_of(from, to, [](const Row& it) { return is_something(it); })) out.insert(out.end(), from, to);
  }
  return out;
}

/// Makes `count` rows, each by `make(place, scratch)`.
template <class Row, class Make>
std::vector<Row> made(const experiment::Executor& executor, std::size_t count, const Make& make) {
  std::vector<Row> out(count);
  std::vector<std::vector<double>> scratch(executor.workers());
  executor.each(count, [&](std::size_t worker, std::size_t i) { out[i] = make(i, scratch[worker]); });
  return out;
}

void add_rows(const PlanRecord& record, const model::Model& model, const PlanRequest& request,
              const experiment::Executor& executor, Plan& out) {
  out.orders.resize(record.orders());
  std::vector<OrderWriter> writers(executor.workers(), OrderWriter(record, model, request));
  executor.each(out.orders.size(), [&](std::size_t worker, std::size_t i) { out.orders[i] = writers[worker](i); });
  const std::size_t periods = record.layout().periods();
  out.periods = without_empty(
      made<PlannedPeriod>(executor, record.layout().pairs().size() * periods,
                          [&](std::size_t i, auto& scratch) { return period_of_owner(record, model, i, scratch); }),
      periods);
  out.supplies = without_empty(
      made<PlannedSupply>(executor, model.markets() * periods,
                          [&](std::size_t i, auto& scratch) { return period_of_market(record, model, i, scratch); }),
      periods);
}

void add_steps(const PlanRecord& record, Plan& out) {
  out.steps = record.parts();
  for (std::size_t i = 0; i < record.orders(); ++i)
    for (const std::int64_t it : record.steps(i))
      out.step_days.push_back(static_cast<double>(it) /
                              static_cast<double>(std::max<std::int64_t>(1, record.sums(i).stepping_units)) / day);
}

void add_sites(const experiment::Chronicle& chronicle, const Scenario& scenario, const model::Model& model,
               const experiment::Executor& executor, Plan& out) {
  Results found;
  chronicle.add_to(scenario, executor, found);
  out.sites = std::move(found.sites);
  for (std::size_t k = 0; k < experiment::moments_of_grid(model); ++k)
    out.moments.push_back(model.start + static_cast<Time>(k) * model.grid);
}

Plan named(const Scenario& scenario, const PlanRequest& request, const Sampling& sampling) {
  Plan out;
  out.scenario = scenario.name;
  out.variant = scenario.variant;
  out.question = scenario.question;
  out.start = scenario.start;
  out.end = scenario.end;
  out.grid = scenario.grid;
  out.seed = sampling.seed;
  out.probability = request.probability;
  out.labels = experiment::labels_of(scenario);
  out.basis = experiment::basis_of(scenario);
  return out;
}

}  // namespace

Plan plan(const Scenario& scenario, const PlanRequest& request, const Sampling& sampling) {
  experiment::expect_fixed_count(sampling, "of a plan say with -n how many replications it takes");
  if (!(request.probability > 0 && request.probability < 1)) throw RequestError("a probability lies between 0 and 1");
  experiment::Design design(sampling, {.grid = true, .journal = true, .chronicle = true});
  const model::Model& model = design.add(scenario).model;
  const experiment::Executor executor(sampling);
  const std::size_t rows = design.block().to;
  PlanRecord record(model, sampling, request, rows, executor.workers());
  Sampling answered = sampling;
  answered.with_answer = true;
  experiment::Chronicle chronicle(model, answered);
  chronicle.make_room(rows);
  const auto [simulated, is_random] =
      executor.execute(design, experiment::alone(design, 0), design.block(), [&](const experiment::Seen& seen) {
        record.keep(seen.worker, seen.row, seen.observations);
        chronicle.keep(seen.row, seen.observations);
      });
  Plan out = named(scenario, request, sampling);
  out.replications = is_random ? simulated : 1;
  record.close(simulated, out.replications);
  chronicle.make_room(out.replications);
  add_rows(record, model, request, executor, out);
  add_sites(chronicle, scenario, model, executor, out);
  if (request.explains_dates) add_steps(record, out);
  return out;
}

}  // namespace allot
