#include "experiment/chronicle.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "experiment/bands.hpp"
#include "experiment/effort.hpp"
#include "experiment/labels.hpp"
#include "experiment/planned_dates.hpp"
#include "statistics/dates.hpp"

namespace allot::experiment {
namespace {

constexpr std::size_t nowhere = SIZE_MAX;

std::vector<std::size_t> first_numbers(std::size_t count) {
  std::vector<std::size_t> out(count);
  std::iota(out.begin(), out.end(), std::size_t{0});
  return out;
}

double mean_where_it_happened(const std::vector<Time>& dates) {
  double sum = 0, count = 0;
  for (const Time it : dates)
    if (it != never) sum += static_cast<double>(it), ++count;
  return count > 0 ? sum / count : std::nan("");
}

TimelineEntry entry_of(TimelineKind kind, std::string id, std::string label, std::optional<Date> planned) {
  return {kind, std::move(id), std::move(label), planned, {}};
}

bool counts_watts(const std::vector<Source>& sources) {
  return !sources.empty() && sources.front().add.kind == Kind::power;
}

}  // namespace

Chronicle::Chronicle(const model::Model& model, const Sampling& sampling)
    : model_(model), is_wanted_(sampling.with_answer), grid_size_(moments_of_grid(model)) {
  if (!is_wanted_) return;
  orders_ = first_numbers(model.measured_orders());
  interventions_ = first_numbers(model.interventions.size());
  for (const model::Site& it : model.sites) sources_ += it.room.sources.size() + it.power.sources.size();
}

void Chronicle::seen_in(const model::Model& simulated, const engine::Choice& choice) {
  std::size_t own = 0;
  for (std::size_t i = 0; i < choice.size() && own < interventions_.size(); ++i)
    if (choice[i] != 0) interventions_[own++] = i;
  for (std::size_t i = 0; i < orders_.size(); ++i) {
    std::size_t at = i;
    if (at >= simulated.order_ids.size() || simulated.order_ids[at] != model_.order_ids[i])
      for (at = 0; at < simulated.order_ids.size() && simulated.order_ids[at] != model_.order_ids[i];) ++at;
    orders_[i] = at < simulated.order_ids.size() ? at : nowhere;
  }
}

void Chronicle::make_room(std::size_t count) {
  size_ = count;
  days_.resize(count * events());
  site_moments_.resize(count * moments());
}

void Chronicle::forget() {
  size_ = 0;
  days_ = {};
  site_moments_ = {};
}

// In full: all that was ordered less what was cancelled, if anything is left of it.
void Chronicle::keep_orders(const engine::Observations& seen, std::span<Time> row) const {
  struct Course {
    Units wanted = 0, came = 0;
    Time complete = never;
  };
  std::vector<Course> courses(seen.orders.size());
  const auto course_of = [&](model::Index promise) -> Course& {
    const auto order = static_cast<std::size_t>(seen.promises[static_cast<std::size_t>(promise)].order);
    if (order >= courses.size()) courses.resize(order + 1);
    return courses[order];
  };
  for (std::size_t i = 0; i < seen.promises.size(); ++i)
    course_of(static_cast<model::Index>(i)).wanted += seen.promises[i].units;
  for (const engine::Cancellation& it : seen.cancellations) course_of(it.promise).wanted -= it.units;
  for (const engine::DeliveryRecord& it : seen.deliveries) {
    Course& course = course_of(it.promise);
    course.came += it.units;
    if (course.came < course.wanted || course.wanted <= 0)
      course.complete = never;
    else if (course.complete == never)
      course.complete = it.at;
  }
  for (std::size_t i = 0; i < orders_.size(); ++i) {
    const bool is_known = orders_[i] < seen.orders.size();
    row[i] = is_known ? seen.orders[orders_[i]].placed : never;
    row[orders_.size() + i] = is_known ? courses[orders_[i]].complete : never;
  }
}

void Chronicle::keep(std::size_t replication, const engine::Observations& seen) {
  if (!is_wanted_) return;
  const std::span<Time> row = std::span(days_).subspan(replication * events(), events());
  keep_orders(seen, row);
  std::size_t place = 2 * orders_.size();
  for (const std::size_t it : interventions_) row[place++] = seen.happened[it];
  for (const Time it : seen.began) row[place++] = it;
  std::copy(seen.site_moments.begin(), seen.site_moments.end(),
            site_moments_.begin() + static_cast<std::ptrdiff_t>(replication * moments()));
}

void Chronicle::repeat_first_in(std::size_t replication) {
  std::copy_n(days_.begin(), events(), days_.begin() + static_cast<std::ptrdiff_t>(replication * events()));
  std::copy_n(site_moments_.begin(), moments(),
              site_moments_.begin() + static_cast<std::ptrdiff_t>(replication * moments()));
}

std::vector<Time> Chronicle::event(std::size_t place) const {
  std::vector<Time> out(size_);
  for (std::size_t r = 0; r < size_; ++r) out[r] = days_[r * events() + place];
  return out;
}

// In the order of a row.
std::vector<TimelineEntry> Chronicle::entries(const Labels& labels) const {
  std::vector<TimelineEntry> out;
  for (const TimelineKind kind : {TimelineKind::order, TimelineKind::delivery})
    for (std::size_t i = 0; i < orders_.size(); ++i) {
      const std::string id(model_.order_ids[i]);
      const PlannedDates plan = planned_dates(model_, i);
      out.push_back(
          entry_of(kind, id, Labels::in(labels.orders, id), kind == TimelineKind::order ? plan.placed : plan.due));
    }
  for (const model::Intervention& it : model_.interventions)
    out.push_back(entry_of(TimelineKind::intervention, it.id, Labels::in(labels.interventions, it.id),
                           it.at ? std::optional(announced(model_, *it.at)) : std::nullopt));
  for (const model::Site& site : model_.sites)
    for (const auto& [gate, name] : {std::pair(&site.room, "room"), {&site.power, "power"}})
      for (const model::Source& it : gate->sources) {
        const bool is_taken_away = model_.mean_of(it.add) < 0;
        out.push_back(
            entry_of(TimelineKind::source, site.id + "." + name + "." + it.id,
                     Labels::in(labels.sites, site.id) + (is_taken_away ? ", less " : ", ") + name + " " + it.id,
                     announced(model_, it.at)));
      }
  return out;
}

// Of what is not limited there is no capacity, and nobody counts what is taken of it.
std::vector<SiteSeries> Chronicle::empty_sites(const Scenario& scenario) const {
  std::vector<SiteSeries> out;
  for (std::size_t s = 0; s < model_.sites.size(); ++s) {
    const auto add = [&](const char* gate, const char* level, const char* unit) {
      out.push_back({gate, level, unit, empty_series(EntityKind::site, model_.sites[s].id, level, grid_size_, true)});
    };
    const char* unit_of_room = counts_watts(scenario.sites[s].room) ? "W" : "places";
    for (const char* level : {"capacity", "taken"})
      if (model_.sites[s].room.is_limited) add("room", level, unit_of_room);
    for (const char* level : {"capacity", "taken"})
      if (model_.sites[s].power.is_limited) add("power", level, "W");
    for (const char* level : {"arrived", "installing", "online", "stranded"}) add("", level, "GPUs");
  }
  return out;
}

namespace {

double level_at(const engine::SiteMoment& it, const SiteSeries& which) {
  const auto number = [](std::int64_t value) { return static_cast<double>(value); };
  if (which.gate == "room") return number(which.level == "capacity" ? it.room : it.room_taken);
  if (which.gate == "power") return number(which.level == "capacity" ? it.power : it.power_taken);
  if (which.level == "installing") return number(it.installing);
  if (which.level == "online") return number(it.online);
  if (which.level == "stranded") return number(it.stranded);
  return number(it.installing + it.online + it.stranded);
}

std::size_t place_of_site(const model::Model& model, const std::string& id) {
  return static_cast<std::size_t>(
      std::find_if(model.sites.begin(), model.sites.end(), [&](const auto& it) { return it.id == id; }) -
      model.sites.begin());
}

}  // namespace

void Chronicle::add_to(const Scenario& scenario, const Executor& executor, Results& results) const {
  if (!is_wanted_) return;
  const Labels labels = labels_of(scenario);
  results.timeline = entries(labels);
  executor.each(results.timeline.size(), [&](std::size_t, std::size_t place) {
    const std::vector<Time> dates = event(place);
    results.timeline[place].date = estimate_dates(dates, model_.end);
    results.timeline[place].mean = mean_where_it_happened(dates);
  });
  results.sites = empty_sites(scenario);
  executor.each(results.sites.size(), [&](std::size_t, std::size_t place) {
    SiteSeries& it = results.sites[place];
    const std::size_t site = place_of_site(model_, it.values.entity);
    std::vector<double> column(size_);
    for (std::size_t moment = 0; moment < grid_size_; ++moment) {
      for (std::size_t r = 0; r < size_; ++r)
        column[r] = level_at(site_moments_[r * moments() + moment * model_.sites.size() + site], it);
      set_band(column, moment, it.values);
    }
  });
}

void add_milestones(const model::Model& model, const std::vector<std::vector<Time>>& dates, Results& results) {
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const std::string& id = model.milestones[i].id;
    results.timeline.push_back({TimelineKind::milestone, id, Labels::in(results.labels.milestones, id), std::nullopt,
                                results.milestones[i].date, mean_where_it_happened(dates[i])});
  }
}

}  // namespace allot::experiment
