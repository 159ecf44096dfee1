#include "experiment/effort.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/state.hpp"

namespace allot::experiment {
namespace {

using model::Model;

constexpr double countless = std::numeric_limits<double>::infinity();
constexpr double grown = 2;  // a list that grows holds twice what stands in it, or moves from one place to another
constexpr double bytes_of_event = grown * sizeof(engine::Event);

/// How often something happens that comes again every so many seconds.
double times(double from, double until, double every) {
  if (!(until > from)) return 0;
  return every > 0 ? std::ceil((until - from) / every) : countless;
}

std::string quoted(const std::string& name) { return "'" + name + "'"; }

/// Collects what each subject comes to.
class Loads {
 public:
  Loads(const Model& model, const engine::Recording& recording, Effort& effort)
      : model_(model), recording_(recording), effort_(effort) {}

  void add_all() {
    add_runs();
    add_grid();
    for (const model::Site& it : model_.sites) add_ramps(it);
    for (const model::Piece& it : model_.pieces) add_lots(it);
    for (const model::Stream& it : model_.streams) add_orders(it);
    for (const model::Buyer& it : model_.buyers) add_reviews(it);
    for (const model::Intervention& it : model_.interventions) add_repeats(it);
    add_listed_orders();
  }

 private:
  double end() const { return static_cast<double>(model_.end); }
  void add(std::string subject, std::string remedy, double events, double bytes) {
    effort_.loads.push_back({std::move(subject), std::move(remedy), events, bytes});
  }

  void add_runs() {
    for (std::size_t s = 0; s < model_.suppliers.size(); ++s) {
      const model::Supplier& it = model_.suppliers[s];
      if (!it.every) {
        add_periods(it, model_.policy.suppliers[s]);
        continue;
      }
      const double runs =
          times(0, end(), static_cast<double>(it.every->least())) * static_cast<double>(model_.products.size());
      add("allocation runs of supplier " + quoted(it.id), "a longer 'every' of its allocation", runs,
          runs * bytes_of_event);
    }
  }

  // At each beginning of a period stock that its cap held back may go out.
  void add_periods(const model::Supplier& supplier, const model::SupplierPolicy& policy) {
    for (const model::Limit& it : policy.caps) {
      if (!it.counts_periods || it.per.is_whole()) continue;
      const double runs =
          times(0, end(), static_cast<double>(it.per.least())) * static_cast<double>(model_.products.size());
      add("periods of caps of supplier " + quoted(supplier.id), "a longer 'per' of its caps", runs,
          runs * bytes_of_event);
    }
  }

  void add_grid() {
    const double moments = times(0, end(), static_cast<double>(model_.grid));
    const double levels = recording_.grid ? static_cast<double>(engine::Layout(model_).before_orders()) : 0;
    const double sites = recording_.chronicle ? static_cast<double>(model_.sites.size()) : 0;
    add("moments of the grid", "a wider 'grid'", moments,
        moments * (bytes_of_event + grown * (sizeof(Units) * levels + sizeof(engine::SiteMoment) * sites)));
  }

  // Room that grows day by day is filled day by day: what fits is installed and taken into use.
  void add_ramps(const model::Site& site) {
    double days = 0;
    for (const model::Gate* gate : {&site.room, &site.power})
      for (const model::Source& it : gate->sources)
        if (it.is_ramp)
          days += times(std::max(0.0, model_.mean_of(it.at)), std::min(end(), model_.mean_of(it.until)),
                        static_cast<double>(day));
    add("days of growing room and power at site " + quoted(site.id), "a shorter ramp", 3 * days, days * bytes_of_event);
  }

  // What is shipped in parts is on its way in parts: each lot may set out to everyone who waits for it.
  double events_of_shipment(const model::Supplier& supplier) const {
    return 3 + 1.5 * static_cast<double>(supplier.most_stages);
  }

  double lots_of(const model::Piece& it) const {
    return it.is_plan ? times(static_cast<double>(it.from), static_cast<double>(std::min(it.until, model_.end)),
                              static_cast<double>(it.every.least()))
                      : 1;
  }

  void add_lots(const model::Piece& it) {
    const double lots = lots_of(it);
    const model::Supplier& supplier = model_.suppliers[static_cast<std::size_t>(it.supplier)];
    add("lots of " + quoted(it.id) + " of supplier " + quoted(supplier.id), "a longer 'every' of it",
        lots * (1 + events_of_shipment(supplier)), lots * (grown * (sizeof(engine::Lot) + 24) + bytes_of_event));
  }

  double gap_of(const model::Stream& it) const {
    if (it.gap.sampler == model::none) return std::max(1.0, model_.mean_of(it.gap.amount));
    if (!recording_.is_typical) return model_.sampler_means[static_cast<std::size_t>(it.gap.sampler)];
    return static_cast<double>(whole_seconds(model_.samplers[static_cast<std::size_t>(it.gap.sampler)](0.5)));
  }

  // Seconds that pass in the time in which gaps count.
  double passing(const model::Stream& it) const {
    const double from = static_cast<double>(it.from), until = static_cast<double>(std::min(it.until, model_.end));
    if (it.pace.empty()) return std::max(0.0, until - from);
    double sum = 0;
    for (std::size_t k = 0; k <= it.pace.size(); ++k) {
      const bool is_first = k == 0, is_last = k == it.pace.size();
      const double begin = is_first ? from : static_cast<double>(it.pace[k - 1].at);
      const double finish = is_last ? until : static_cast<double>(it.pace[k].at);
      const double low = std::max(from, begin), high = std::min(until, finish);
      if (!(high > low)) continue;
      const double before = std::max(0.0, model_.mean_of(it.pace[is_first ? 0 : k - 1].rate));
      const double after = std::max(0.0, model_.mean_of(it.pace[is_last ? k - 1 : k].rate));
      const auto pace_at = [&](double t) {
        return finish > begin ? before + (after - before) * (t - begin) / (finish - begin) : after;
      };
      sum += (pace_at(low) + pace_at(high)) / 2 * (high - low);
    }
    return sum;
  }

  static constexpr double bytes_of_order =
      grown * (sizeof(engine::OrderState) + sizeof(engine::Slice) + sizeof(engine::Promise) +
               sizeof(engine::DeliveryRecord) + sizeof(engine::OrderRecord) + 3 * sizeof(Units));

  void add_orders(const model::Stream& it) {
    const double seconds = passing(it), gap = gap_of(it);
    const double orders = seconds > 0 ? (gap > 0 ? seconds / gap : countless) : 0;
    const model::Supplier& supplier = model_.suppliers[static_cast<std::size_t>(it.terms.supplier)];
    const double copies =
        it.gaming == model::none
            ? 1
            : 1 + static_cast<double>(model_.gamings[static_cast<std::size_t>(it.gaming)].copies.size());
    add("orders of stream " + quoted(it.id),
        recording_.is_typical && gap == 0 ? "a gap whose median is not 0" : "a longer 'every' of it, or a slower pace",
        orders * copies * (1 + events_of_shipment(supplier)),
        orders * (copies * bytes_of_order + 2 * grown * sizeof(engine::StreamOrder)));
  }

  void add_reviews(const model::Buyer& it) {
    add("reviews of organisation " + quoted(it.id), "a longer 'review'",
        times(0, end(), static_cast<double>(it.review.least())), 0);
  }

  // Each time, arrivals of lots in the window are put on the list of events anew; those that stood there are void, and
  // no events.
  double lots_shifted(const model::Intervention& it) const {
    const auto* shock = std::get_if<model::SupplyShock>(&it.action);
    if (!shock || !shock->by) return 0;
    double lots = 0;
    for (const model::Piece& piece : model_.pieces)
      if (piece.supplier == shock->supplier) lots += lots_of(piece);
    return lots;
  }

  void add_repeats(const model::Intervention& it) {
    if (!it.at || !it.every) return;
    const double first = model_.mean_of(*it.at);
    double until = end();
    if (it.repeat_until)
      until = std::min(until, model_.mean_of(it.repeat_until->amount) + (it.repeat_until->is_span ? first : 0));
    const double repeats = times(first, until, static_cast<double>(*it.every));
    add("repeats of intervention " + quoted(it.id), "a longer 'every' of its 'repeat'",
        repeats * (1 + static_cast<double>(it.followers.size())), repeats * (1 + lots_shifted(it)) * bytes_of_event);
  }

  void add_listed_orders() {
    double events = 0;
    for (const model::Order& it : model_.orders)
      events += 1 + events_of_shipment(model_.suppliers[static_cast<std::size_t>(model_.terms_of(it).supplier)]);
    add("orders that are listed", "fewer orders", events, static_cast<double>(model_.orders.size()) * bytes_of_order);
  }

  const Model& model_;
  const engine::Recording& recording_;
  Effort& effort_;
};

template <class Figure>
double sum_of(const std::vector<Load>& loads, Figure figure) {
  double sum = 0;
  for (const Load& it : loads) sum += it.*figure;
  return sum;
}

template <class Figure>
const Load& largest_of(const std::vector<Load>& loads, Figure figure) {
  return *std::max_element(loads.begin(), loads.end(),
                           [&](const Load& a, const Load& b) { return a.*figure < b.*figure; });
}

}  // namespace

double Effort::events() const { return sum_of(loads, &Load::events); }
double Effort::bytes() const { return sum_of(loads, &Load::bytes); }
const Load& Effort::largest_by_events() const { return largest_of(loads, &Load::events); }
const Load& Effort::largest_by_bytes() const { return largest_of(loads, &Load::bytes); }

Effort effort_of(const Model& model, const engine::Recording& recording) {
  Effort effort;
  Loads(model, recording, effort).add_all();
  if (recording.journal)
    for (Load& it : effort.loads) it.bytes += it.events * grown * sizeof(engine::JournalEntry);
  if (model.keeps_cash)
    for (Load& it : effort.loads) it.bytes += it.events * grown * sizeof(engine::MoneyStep);
  return effort;
}

}  // namespace allot::experiment
