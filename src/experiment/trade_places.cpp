#include "experiment/trade_places.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/nearest.hpp"
#include "engine/simulate.hpp"
#include "experiment/executor.hpp"

namespace allot::experiment {
namespace {

using model::at;
using model::Index;

constexpr std::size_t most_places = 48;        // of a product
constexpr std::size_t most_replications = 32;  // an estimate, to be proved later
constexpr std::int64_t most_moments = 200;
constexpr Units without_limit = most_units;

template <class Entity>
Ref entity_named(const std::vector<Entity>& entities, const std::string& id, const std::string& kind) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (entities[i].id == id) return {static_cast<std::int32_t>(i)};
    ids.push_back(entities[i].id);
  }
  const std::string near = nearest(id, ids);
  throw RequestError("there is no " + kind + " '" + id + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

/// Who may trade what.
struct Allowed {
  std::vector<char> organisations, products;

  Allowed(const Scenario& scenario, const TradeRequest& request)
      : organisations(scenario.organisations.size(), request.between.empty()),
        products(scenario.products.size(), request.product.empty()) {
    for (const std::string& id : request.between)
      organisations[entity_named(scenario.organisations, id, "organisation").at()] = true;
    if (!request.product.empty()) products[entity_named(scenario.products, request.product, "product").at()] = true;
    for (const Supplier& it : scenario.suppliers)
      if (it.buys_as) organisations[it.buys_as.at()] = false;  // keeps nothing
    if (!request.metric.starts_with("delay_cost")) return;
    for (std::size_t i = 0; i < organisations.size(); ++i)
      if (scenario.organisations[i].delay_cost == 0) organisations[i] = false;  // a day costs it nothing
  }
};

// By order: units that had not come to the dock by then, of those that had been ordered.
std::vector<Units> still_to_come(const model::Model& model, const engine::Observations& seen, Time struck) {
  std::vector<Units> out(model.orders.size());
  const auto place_of = [&](Index promise) { return at(seen.promises[at(promise)].order); };
  for (std::size_t i = 0; i < out.size(); ++i)
    if (seen.orders[i].placed <= struck) out[i] = seen.orders[i].units;
  for (const engine::DeliveryRecord& it : seen.deliveries)
    if (it.at < struck && place_of(it.promise) < out.size()) out[place_of(it.promise)] -= it.units;
  for (const engine::Cancellation& it : seen.cancellations)
    if (place_of(it.promise) < out.size()) out[place_of(it.promise)] -= it.units;
  for (Units& it : out) it = std::max<Units>(0, it);
  return out;
}

// The largest orders of each product, in their order, and behind them what organisations with several have in all.
void find_places(const model::Model& model, const Allowed& allowed, const std::vector<Units>& units,
                 TradeRecords& out) {
  std::vector<std::size_t> largest(units.size());
  std::iota(largest.begin(), largest.end(), std::size_t{0});
  std::stable_sort(largest.begin(), largest.end(), [&](std::size_t a, std::size_t b) { return units[a] > units[b]; });
  std::vector<std::size_t> count(model.products.size()), orders_of(model.organisations.size() * out.products);
  std::vector<std::size_t> kept;
  for (const std::size_t order : largest) {
    const model::Terms& terms = model.terms_of(model.orders[order]);
    if (units[order] == 0 || !allowed.organisations[at(terms.owner)] || !allowed.products[at(terms.product)]) continue;
    ++orders_of[at(terms.owner) * out.products + at(terms.product)];
    if (count[at(terms.product)]++ < most_places)
      kept.push_back(order);
    else
      ++out.left_out;
  }
  std::sort(kept.begin(), kept.end());
  for (const std::size_t order : kept) {
    const model::Terms& terms = model.terms_of(model.orders[order]);
    out.places.push_back({{terms.owner}, {terms.product}, {static_cast<Index>(order)}});
  }
  std::vector<char> has_place(orders_of.size());
  for (const TradePlace& it : out.places) has_place[it.organisation.at() * out.products + it.product.at()] = true;
  for (std::size_t i = 0; i < orders_of.size(); ++i)
    if (orders_of[i] > 1 && has_place[i])
      out.places.push_back({{static_cast<Index>(i / out.products)}, {static_cast<Index>(i % out.products)}, {}});
}

class Recorder {
 public:
  Recorder(const model::Model& model, const TradeRecords& records, Time struck, Felt felt)
      : model_(model),
        records_(records),
        struck_(struck),
        felt_(felt),
        moments_(static_cast<std::size_t>((model.end - 1) / records.step) + 1),
        places_of_(model.orders.size()),
        may_trade_(model.organisations.size()) {
    for (const TradePlace& it : records.places) may_trade_[it.organisation.at()] = true;
    for (std::size_t order = 0; order < places_of_.size(); ++order) {
      const model::Terms& terms = model.terms_of(model.orders[order]);
      for (std::size_t i = 0; i < records.places.size(); ++i) {
        const TradePlace& it = records.places[i];
        const bool is_its = it.organisation.index == terms.owner && it.product.index == terms.product;
        if (it.order ? it.order.at() == order : is_its) places_of_[order].push_back(i);
      }
    }
  }

  TradeRecord record(const engine::Observations& seen) const {
    TradeRecord out;
    out.slacks.resize(model_.organisations.size() * records_.products);
    record_arrivals(seen, out);
    if (felt_ != Felt::online) record_promises(seen, out);
    if (felt_ == Felt::promised) return out;
    TradeRecord halls;
    halls.slacks.resize(out.slacks.size());
    record_halls(seen, halls);
    for (std::size_t i = 0; i < out.slacks.size(); ++i)
      out.slacks[i] = felt_ == Felt::online ? std::move(halls.slacks[i]) : both(out.slacks[i], halls.slacks[i]);
    return out;
  }

 private:
  std::size_t moment_after(Time when) const {
    return std::min(moments_, static_cast<std::size_t>((when + records_.step - 1) / records_.step));
  }

  void record_arrivals(const engine::Observations& seen, TradeRecord& out) const {
    const std::vector<Units> units = still_to_come(model_, seen, struck_);
    out.come.assign(records_.places.size(), std::vector<Units>(moments_ + 1));
    out.all.assign(records_.places.size(), 0);
    for (std::size_t order = 0; order < units.size(); ++order)
      for (const std::size_t i : places_of_[order]) out.all[i] += units[order];
    for (const engine::DeliveryRecord& it : seen.deliveries) {
      const auto order = at(seen.promises[at(it.promise)].order);
      if (it.at < struck_ || order >= units.size()) continue;
      for (const std::size_t i : places_of_[order])
        if (it.owner == records_.places[i].organisation.index) out.come[i][moment_after(it.at)] += it.units;
    }
    for (std::vector<Units>& come : out.come) std::partial_sum(come.begin(), come.end(), come.begin());
  }

  // What is ahead of the plan or waits for its hall is spare; of use is what is both behind it and has a place.
  static Slack both(const Slack& promised, const Slack& halls) {
    Slack out;
    for (std::size_t k = 0; k < promised.spare.size(); ++k) {
      out.spare.push_back(std::max(promised.spare[k], halls.spare[k]));
      out.useful.push_back(std::min(promised.useful[k], halls.useful[k]));
    }
    return out;
  }

  // How many more units a site could run; a gate without limit takes any number.
  Units free_at(std::size_t site, const engine::SiteMoment& moment, std::size_t product) const {
    Units free = without_limit;
    const auto limit = [&](const model::Gate& gate, std::int64_t capacity, std::int64_t taken) {
      if (!gate.is_limited) return;
      free =
          std::min(free, std::max<std::int64_t>(0, capacity - taken) / std::max<std::int64_t>(1, gate.cost[product]));
    };
    limit(model_.sites[site].room, moment.room, moment.room_taken);
    limit(model_.sites[site].power, moment.power, moment.power_taken);
    return free;
  }

  void record_halls(const engine::Observations& seen, TradeRecord& out) const {
    std::vector<char> has_hall(model_.organisations.size());
    for (const model::Site& it : model_.sites) has_hall[at(it.owner)] = true;
    for (std::size_t i = 0; i < out.slacks.size(); ++i)
      if (may_trade_[i / records_.products])
        out.slacks[i] = {std::vector<Units>(moments_),
                         std::vector<Units>(moments_, has_hall[i / records_.products] ? 0 : without_limit)};
    for (std::size_t k = 0; k < moments_; ++k)
      for (std::size_t s = 0; s < model_.sites.size(); ++s) {
        if (!may_trade_[at(model_.sites[s].owner)]) continue;
        const engine::SiteMoment& moment = seen.site_moments[k * model_.sites.size() + s];
        for (std::size_t product = 0; product < records_.products; ++product) {
          Slack& slack = out.slacks[at(model_.sites[s].owner) * records_.products + product];
          slack.spare[k] += moment.stranded;
          slack.useful[k] = std::min(without_limit, slack.useful[k] + free_at(s, moment, product));
        }
      }
  }

  // What is ahead of what was promised by then is spare, what is behind could be used.
  void record_promises(const engine::Observations& seen, TradeRecord& out) const {
    std::vector<std::vector<Units>> ahead(model_.organisations.size(), std::vector<Units>(moments_ + 1));
    for (const engine::Promise& it : seen.promises)
      if (it.due < model_.end) ahead[at(it.owner)][moment_after(std::max<Time>(0, it.due))] -= it.units;
    for (const engine::DeliveryRecord& it : seen.deliveries) ahead[at(it.owner)][moment_after(it.at)] += it.units;
    for (std::size_t o = 0; o < ahead.size(); ++o) {
      if (!may_trade_[o]) continue;
      std::partial_sum(ahead[o].begin(), ahead[o].end(), ahead[o].begin());
      for (std::size_t product = 0; product < records_.products; ++product) {
        Slack& slack = out.slacks[o * records_.products + product];
        for (std::size_t k = 0; k < moments_; ++k) {
          slack.spare.push_back(std::max<Units>(0, ahead[o][k]));
          slack.useful.push_back(std::max<Units>(0, -ahead[o][k]));
        }
      }
    }
  }

  const model::Model& model_;
  const TradeRecords& records_;
  Time struck_;
  Felt felt_;
  std::size_t moments_;
  std::vector<std::vector<std::size_t>> places_of_;  ///< by order
  std::vector<char> may_trade_;                      ///< by organisation
};

}  // namespace

TradeRecords trade_records(const Scenario& scenario, const TradeRequest& request, Date struck, Felt felt,
                           const Sampling& sampling) {
  Scenario copy = scenario;
  const std::int64_t days = (scenario.end - scenario.start + day - 1) / day;
  copy.grid = std::max<std::int64_t>(1, (days + most_moments - 1) / most_moments) * day;
  Sampling some = sampling;
  some.replications = std::min(some.replications, most_replications);
  if (sampling.progress)  // nothing is simulated of what is counted, and it can be stopped all the same
    some.progress = [&](std::size_t, std::size_t) { return sampling.progress(0, request.most_simulations); };
  engine::Recording recording;
  recording.grid = recording.chronicle = felt != Felt::promised;
  Design design(some, recording);
  const model::Model& model = design.add(std::move(copy)).model;
  TradeRecords out;
  out.products = model.products.size();
  out.step = model.grid;
  const Time since = std::max<Time>(0, struck - scenario.start);
  const auto first = engine::simulate(model, some.seed, design.block().first, design.recording());
  find_places(model, Allowed(scenario, request), still_to_come(model, first, since), out);
  const Recorder recorder(model, out, since, felt);
  std::vector<TradeRecord> rows(design.block().to);
  const Executed done = Executor(some).execute(design, alone(design, 0), design.block(), [&](const Seen& it) {
    rows[it.row] = recorder.record(it.observations);
  });
  rows.resize(done.is_random ? rows.size() : std::min<std::size_t>(1, rows.size()));
  out.replications = std::move(rows);
  return out;
}

}  // namespace allot::experiment
