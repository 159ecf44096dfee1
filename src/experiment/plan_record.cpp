#include "experiment/plan_record.hpp"

#include <algorithm>
#include <limits>

#include "experiment/feasible.hpp"

namespace allot::experiment {
namespace {

using model::at;

constexpr std::size_t of_cell = 3;  // numbers that are kept of a cell of a turnover
constexpr std::int32_t not_by_the_end = std::numeric_limits<std::int32_t>::max();

model::Index source_of(const engine::SliceRecord& slice, const metrics::Journey& journey) {
  if (slice.origin != engine::Origin::order) return before_start;
  if (journey.piece != model::none) return journey.piece;
  return slice.peg == model::none ? from_stock : committed;
}

bool is_served(const engine::SliceRecord& slice, const metrics::Journey& journey) {
  return slice.is_placed && journey.state != engine::SliceState::open;
}

}  // namespace

void Tally::add(model::Index what, std::int64_t count) {
  const auto found = std::lower_bound(counts_.begin(), counts_.end(), what,
                                      [](const auto& one, model::Index value) { return one.first < value; });
  if (found != counts_.end() && found->first == what)
    found->second += count;
  else
    counts_.insert(found, {what, count});
}

void Tally::add(const Tally& other) {
  for (const auto& [what, count] : other.counts_) add(what, count);
}

std::pair<model::Index, std::int64_t> Tally::most() const {
  std::pair<model::Index, std::int64_t> found = {none_counted, 0};
  for (const auto& it : counts_)
    if (it.second > found.second) found = it;
  return found;
}

std::int64_t Tally::all() const {
  std::int64_t sum = 0;
  for (const auto& it : counts_) sum += it.second;
  return sum;
}

void OrderSums::add(const OrderSums& other) {
  ordered += other.ordered;
  docked += other.docked;
  on_time += other.on_time;
  late_units += other.late_units;
  unit_seconds_late += other.unit_seconds_late;
  stepping_units += other.stepping_units;
  sources.add(other.sources);
  sites.add(other.sites);
  overtaken_by.add(other.overtaken_by);
}

CompactDates::CompactDates(std::size_t orders, std::size_t replications, Time end)
    : replications_(replications),
      kept_(replications),
      quantum_(1 + end / not_by_the_end),
      cells_(orders * replications, not_by_the_end) {}

// Rounded up where a second is too fine.
void CompactDates::set(std::size_t order, std::size_t replication, Time when) {
  if (when == never) return;
  cells_[order * replications_ + replication] =
      static_cast<std::int32_t>((std::max<Time>(0, when) + quantum_ - 1) / quantum_);
}

void CompactDates::gather(std::size_t order, std::vector<Time>& to) const {
  to.clear();
  for (std::size_t r = 0; r < kept_; ++r) {
    const std::int32_t it = cells_[order * replications_ + r];
    to.push_back(it == not_by_the_end ? never : it * quantum_);
  }
}

PlanRecord::PlanRecord(const model::Model& model, const Sampling& sampling, const PlanRequest& request,
                       std::size_t replications, std::size_t workers)
    : model_(model),
      replications_(replications),
      simulated_(replications),
      kept_(replications),
      parts_(model),
      layout_(model),
      sums_(workers),
      shipped_(0, 0, 0),
      docked_(0, 0, 0),
      online_(0, 0, 0) {
  const std::size_t orders = model.orders.size() - model.absent_orders;
  const std::size_t of_owners = layout_.pairs().size() * layout_.periods(),
                    of_markets = model.markets() * layout_.periods();
  const auto product = [](auto... factors) { return (static_cast<double>(factors) * ... * 1.0); };
  const double bytes = product(orders, replications, 3 * sizeof(std::int32_t)) +
                       product(of_owners + of_markets, of_cell, replications, sizeof(Units)) +
                       product(workers, orders, sizeof(OrderSums) + parts_.names().size() * sizeof(std::int64_t));
  expect_memory(bytes, sampling, "the dates of a plan", "fewer replications, or a longer 'grid',");
  for (CompactDates* it : {&shipped_, &docked_, &online_}) *it = CompactDates(orders, replications, model.end);
  of_owners_.resize(of_owners * of_cell * replications);
  of_markets_.resize(of_markets * of_cell * replications);
  for (Sums& it : sums_) {
    it.orders.resize(orders);
    it.parts.resize(orders * parts_.names().size());
    if (request.explains_dates) it.steps.resize(it.parts.size());
    it.turnovers.resize(of_owners);
  }
}

void PlanRecord::add_slice(Sums& sums, const engine::Observations& seen, std::size_t index,
                           const metrics::Journey& journey) const {
  const engine::SliceRecord& slice = seen.slices[index];
  OrderSums& order = sums.orders[at(slice.order)];
  if (is_served(slice, journey)) order.sources.add(source_of(slice, journey), slice.units);
  if (slice.site != model::none) order.sites.add(slice.site, slice.units);
  if (slice.origin == engine::Origin::delivered_at_start) return;
  if (!sums.steps.empty()) add_steps(sums, slice, journey);
  if (slice.due == never || journey.online <= slice.due) return;
  order.late_units += slice.units;
  order.unit_seconds_late += slice.units * (journey.online - slice.due);
  const auto parts = of_order(std::span(sums.parts), at(slice.order));
  parts_.each(seen, slice, journey, [&](std::size_t part, Duration seconds) { parts[part] += slice.units * seconds; });
}

void PlanRecord::add_steps(Sums& sums, const engine::SliceRecord& slice, const metrics::Journey& journey) const {
  const auto steps = of_order(std::span(sums.steps), at(slice.order));
  sums.orders[at(slice.order)].stepping_units += slice.units;
  parts_.each_since_start(slice, journey,
                          [&](std::size_t part, Duration seconds) { steps[part] += slice.units * seconds; });
}

void PlanRecord::keep_orders(Sums& sums, std::size_t row, const engine::Observations& seen) {
  const std::vector<metrics::Journey> journeys =
      metrics::journeys(model_, seen, std::vector<char>(seen.slices.size(), 1)).of_slices;
  const std::vector<metrics::Course> courses = metrics::courses(model_, seen, journeys);
  const std::vector<model::Index> overtaken_by = metrics::overtaken_by(model_, seen, journeys);
  for (std::size_t i = 0; i < sums.orders.size(); ++i) {
    OrderSums& order = sums.orders[i];
    order.ordered += courses[i].ordered;
    order.docked += courses[i].docked_units;
    order.on_time += courses[i].is_on_time;
    if (overtaken_by[i] != model::none) order.overtaken_by.add(overtaken_by[i], 1);
    shipped_.set(i, row, courses[i].shipped);
    docked_.set(i, row, courses[i].docked);
    online_.set(i, row, courses[i].online);
  }
  for (std::size_t i = 0; i < journeys.size(); ++i)
    if (seen.slices[i].is_placed && at(seen.slices[i].order) < sums.orders.size())
      add_slice(sums, seen, i, journeys[i]);
}

void PlanRecord::keep_turnovers(Sums& sums, std::size_t row, const engine::Observations& seen) {
  const metrics::Turnovers turnovers = metrics::turnovers(layout_, model_, seen);
  const auto store = [&](std::vector<Units>& cells, std::size_t cell, const Units(&numbers)[of_cell]) {
    for (std::size_t i = 0; i < of_cell; ++i) cells[(cell * of_cell + i) * replications_ + row] = numbers[i];
  };
  Units due = 0, arrived = 0;
  for (std::size_t i = 0; i < turnovers.of_owners.size(); ++i) {
    const metrics::Turnover& it = turnovers.of_owners[i];
    const bool is_first = i % layout_.periods() == 0;
    due = it.due + (is_first ? 0 : due);
    arrived = it.arrived + (is_first ? 0 : arrived);
    TurnoverSums& sum = sums.turnovers[i];
    sum.backlog += it.backlog;
    sum.due += due;
    sum.due_and_arrived += std::min(due, arrived);
    store(of_owners_, i, {it.awarded, it.arrived, it.online});
  }
  for (std::size_t i = 0; i < turnovers.of_markets.size(); ++i) {
    const metrics::MarketTurnover& it = turnovers.of_markets[i];
    store(of_markets_, i, {it.supply, it.awarded, it.left});
  }
}

void PlanRecord::keep(std::size_t worker, std::size_t row, const engine::Observations& seen) {
  keep_orders(sums_[worker], row, seen);
  keep_turnovers(sums_[worker], row, seen);
}

void PlanRecord::close(std::size_t simulated, std::size_t replications) {
  simulated_ = simulated;
  kept_ = replications;
  for (CompactDates* it : {&shipped_, &docked_, &online_}) it->keep_first(replications);
  Sums& all = sums_.front();
  for (std::size_t w = 1; w < sums_.size(); ++w) {
    for (std::size_t i = 0; i < all.orders.size(); ++i) all.orders[i].add(sums_[w].orders[i]);
    for (std::size_t i = 0; i < all.parts.size(); ++i) all.parts[i] += sums_[w].parts[i];
    for (std::size_t i = 0; i < all.steps.size(); ++i) all.steps[i] += sums_[w].steps[i];
    for (std::size_t i = 0; i < all.turnovers.size(); ++i) {
      all.turnovers[i].backlog += sums_[w].turnovers[i].backlog;
      all.turnovers[i].due += sums_[w].turnovers[i].due;
      all.turnovers[i].due_and_arrived += sums_[w].turnovers[i].due_and_arrived;
    }
  }
  sums_.resize(1);
}

std::span<const std::int64_t> PlanRecord::parts(std::size_t order) const {
  return of_order(std::span(sums_.front().parts), order);
}

std::span<const std::int64_t> PlanRecord::steps(std::size_t order) const {
  return of_order(std::span(sums_.front().steps), order);
}

namespace {

void gather_cell(const std::vector<Units>& cells, std::size_t place, std::size_t of, std::size_t kept,
                 std::vector<double>& to) {
  const auto first = cells.begin() + static_cast<std::ptrdiff_t>(place * of);
  to.assign(first, first + static_cast<std::ptrdiff_t>(kept));
}

}  // namespace

void PlanRecord::gather(OfOwner what, std::size_t cell, std::vector<double>& to) const {
  gather_cell(of_owners_, cell * of_cell + static_cast<std::size_t>(what), replications_, kept_, to);
}

void PlanRecord::gather(OfMarket what, std::size_t cell, std::vector<double>& to) const {
  gather_cell(of_markets_, cell * of_cell + static_cast<std::size_t>(what), replications_, kept_, to);
}

}  // namespace allot::experiment
