// What moved between two plans, and why. Each order's way from the start to online is a sum of steps in both; the step that
// differs most says where the days went. Only the lot that it is served from says nothing of itself: it is later because
// less comes, or because more stand before it. So what comes by then is compared with what is ordered.

#include <algorithm>
#include <cmath>
#include <map>

#include "allot/plan.hpp"

namespace allot {
namespace {

constexpr double least_days = 1, least_step = 1e-6;

using Places = std::map<std::string_view, std::size_t>;

Places places_of(const Plan& plan) {
  Places out;
  for (std::size_t i = 0; i < plan.orders.size(); ++i) out.emplace(plan.orders[i].id, i);
  return out;
}

std::optional<std::size_t> find(const Places& places, const std::string& id) {
  const auto found = places.find(id);
  return found == places.end() ? std::nullopt : std::optional(found->second);
}

/// The lines of both scenarios that differ, as far as a plan can tell what they do.
class TextChanges {
 public:
  TextChanges(const Scenario& before, const Scenario& now) : before_(before), now_(now) {
    for (std::size_t i = 0; i < before.orders.size(); ++i) places_.emplace(before.orders.id(i), i);
  }

  // What of an order moves it; its due only says when it is late.
  bool changed_line(std::size_t order) const {
    if (order >= now_.orders.size()) return false;
    const auto found = places_.find(now_.orders.id(order));
    if (found == places_.end()) return false;
    const Order was = before_.orders[found->second], is = now_.orders[order];
    const auto names = [](const Scenario& scenario, const Order& it) {
      std::vector<std::string> out = {scenario.organisations[it.organisation.at()].id,
                                      scenario.suppliers[it.supplier.at()].id, scenario.products[it.product.at()].id};
      for (const Ref site : it.sites) out.push_back(scenario.sites[site.at()].id);
      return out;
    };
    return names(before_, was) != names(now_, is) || was.units != is.units || was.placed != is.placed ||
           was.not_before != is.not_before || was.deliveries != is.deliveries || was.priority != is.priority ||
           was.partial != is.partial || was.min_shipment != is.min_shipment || was.bid != is.bid || was.kit != is.kit ||
           was.pegged.operator bool() != is.pegged.operator bool();
  }

  // The first piece of the supplier's plan that is not as it was.
  std::string changed_piece(const std::string& supplier, const std::string& product) const {
    const auto was = pieces(before_, supplier, product), is = pieces(now_, supplier, product);
    for (const auto& [id, piece] : is)
      if (!was.contains(id) || !same(*was.at(id), *piece)) return id;
    for (const auto& [id, piece] : was)
      if (!is.contains(id)) return id;
    return "";
  }

  std::string changed_intervention() const {
    std::map<std::string, const Intervention*> was;
    for (const Intervention& it : before_.interventions) was.emplace(it.id, &it);
    for (const Intervention& it : now_.interventions)
      if (!was.contains(it.id) || !(*was.at(it.id) == it)) return it.id;
    for (const Intervention& it : before_.interventions) {
      const auto is_it = [&](const Intervention& other) { return other.id == it.id; };
      if (std::none_of(now_.interventions.begin(), now_.interventions.end(), is_it)) return it.id;
    }
    return "";
  }

  // What is known to have happened to the order.
  bool has_news(std::size_t order) const {
    if (order >= now_.orders.size()) return false;
    const auto found = places_.find(now_.orders.id(order));
    if (found == places_.end()) return false;
    const Ref is{static_cast<std::int32_t>(order)}, was{static_cast<std::int32_t>(found->second)};
    return known(now_.actuals.shipped, is) != known(before_.actuals.shipped, was) ||
           known(now_.actuals.cancelled, is) != known(before_.actuals.cancelled, was);
  }

  bool knows_more() const { return before_.as_of != now_.as_of; }

  bool changed_rules(const std::string& supplier) const {
    const Supplier *was = supplier_of(before_, supplier), *is = supplier_of(now_, supplier);
    return was && is && !(was->allocation == is->allocation);
  }

 private:
  // Of one order, whatever its place among the orders.
  template <class Entry>
  static std::vector<Entry> known(const std::vector<Entry>& all, Ref order) {
    std::vector<Entry> out;
    for (Entry it : all)
      if (it.order == order) it.order = {}, out.push_back(it);
    return out;
  }

  using Pieces = std::map<std::string, const SupplyPiece*>;

  static const Supplier* supplier_of(const Scenario& scenario, const std::string& id) {
    const auto found = std::find_if(scenario.suppliers.begin(), scenario.suppliers.end(),
                                    [&](const Supplier& it) { return it.id == id; });
    return found == scenario.suppliers.end() ? nullptr : &*found;
  }

  static Pieces pieces(const Scenario& scenario, const std::string& supplier, const std::string& product) {
    Pieces out;
    if (const Supplier* const it = supplier_of(scenario, supplier))
      for (const SupplyPiece& piece : it->supply)
        if (scenario.products[piece.product.at()].id == product) out.emplace(piece.id, &piece);
    return out;
  }

  // Products are the same by id, whatever their place.
  static bool same(SupplyPiece was, const SupplyPiece& is) {
    was.product = is.product;
    return was == is;
  }

  const Scenario &before_, &now_;
  std::map<std::string_view, std::size_t> places_;
};

/// What comes of each product of a supplier up to a day, in the mean.
class Arrivals {
 public:
  explicit Arrivals(const Plan& plan) : plan_(plan) {
    for (std::size_t i = 0; i < plan.supplies.size(); ++i) {
      const PlannedSupply& it = plan.supplies[i];
      rows_[{it.supplier, it.product}].push_back(i);
    }
  }

  double by(const PlannedOrder& order, Date day) const {
    const auto found = rows_.find({order.supplier, order.product});
    double sum = 0;
    if (found != rows_.end())
      for (const std::size_t i : found->second)
        if (plan_.supplies[i].from <= day) sum += plan_.supplies[i].supply.mean;
    return sum;
  }

 private:
  const Plan& plan_;
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> rows_;
};

/// What others order more than before, by market and organisation.
class Demand {
 public:
  Demand(const Plan& before, const Plan& now) {
    for (const PlannedOrder& it : now.orders) more_[{it.supplier, it.product}][it.organisation] += it.units;
    for (const PlannedOrder& it : before.orders) more_[{it.supplier, it.product}][it.organisation] -= it.units;
  }

  struct More {
    double units = 0;
    std::string most;  ///< whose it is, in the direction asked for
  };
  More of(const PlannedOrder& order, double sign) const {
    More out;
    double most = 0;
    for (const auto& [organisation, units] : more_.at({order.supplier, order.product})) {
      out.units += sign * units;
      if (sign * units > most) most = sign * units, out.most = organisation;
    }
    return out;
  }

 private:
  std::map<std::pair<std::string, std::string>, std::map<std::string, double>> more_;
};

Date or_end(const std::optional<Date>& date, const Plan& plan) { return date.value_or(plan.end); }

/// Looks for what moved one order.
class MoveReader {
 public:
  MoveReader(const Scenario& old_scenario, const Scenario& new_scenario, const Plan& before, const Plan& now)
      : before_(before),
        now_(now),
        texts_(old_scenario, new_scenario),
        arrivals_before_(before),
        arrivals_now_(now),
        demand_(before, now) {}

  std::optional<PlanMove> read(std::size_t old_place, std::size_t place) const {
    const PlannedOrder &was = before_.orders[old_place], &is = now_.orders[place];
    PlanMove out = of(is);
    out.docked_before = was.docked;
    out.confirmed_before = was.confirmed;
    out.days = days_moved(was, is);
    if (std::abs(out.days) < least_days) return std::nullopt;
    out.what = out.days > 0 ? PlanMove::What::later : PlanMove::What::earlier;
    find_cause(old_place, place, out);
    return out;
  }

  static PlanMove of(const PlannedOrder& it) {
    PlanMove out;
    out.order = it.id;
    out.organisation = it.organisation;
    out.units = it.units;
    out.docked = it.docked;
    out.confirmed = it.confirmed;
    return out;
  }

 private:
  double days_moved(const PlannedOrder& was, const PlannedOrder& is) const {
    const auto days = [&](const std::optional<Date>& from, const std::optional<Date>& to) {
      return static_cast<double>(or_end(to, now_) - or_end(from, before_)) / day;
    };
    const bool stays_open = !was.confirmed && !is.confirmed;
    const double confirmed = stays_open ? 0 : days(was.confirmed, is.confirmed);
    if (std::abs(confirmed) >= least_days) return confirmed;
    if (was.docked.p50 || is.docked.p50) {
      const double median = days(was.docked.p50, is.docked.p50);
      if (std::abs(median) >= least_days) return median;
    }
    if (was.docked.p90 || is.docked.p90) return days(was.docked.p90, is.docked.p90);
    return 0;
  }

  // The step that moved most in the direction in which the order did; none that is behind the dock.
  std::pair<std::string, double> largest_step(std::size_t old_place, std::size_t place, double sign) const {
    std::pair<std::string, double> out;
    for (std::size_t k = 0; k < now_.steps.size(); ++k) {
      const std::string& step = now_.steps[k];
      if (step == "room" || step == "install" || step == "commissioning" || step == "power") continue;
      const auto same = std::find(before_.steps.begin(), before_.steps.end(), step);
      const double was = same == before_.steps.end()
                             ? 0
                             : before_.step_days[old_place * before_.steps.size() +
                                                 static_cast<std::size_t>(same - before_.steps.begin())];
      const double since_start = step == "slack" ? static_cast<double>(now_.start - before_.start) / day : 0;
      const double days = now_.step_days[place * now_.steps.size() + k] + since_start - was;
      if (sign * days > sign * out.second) out = {step, days};
    }
    return out;
  }

  void find_cause(std::size_t old_place, std::size_t place, PlanMove& out) const {
    const PlannedOrder &was = before_.orders[old_place], &is = now_.orders[place];
    const double sign = out.days > 0 ? 1 : -1;
    if (texts_.changed_line(place)) {
      out.cause = MoveCause::line;
      return;
    }
    if (texts_.has_news(place)) {
      out.cause = MoveCause::news;
      out.detail = is.id;
      return;
    }
    const auto [step, days] = largest_step(old_place, place, sign);
    out.cause_days = days;
    if (std::abs(days) < least_step || step == "slack" || step == "supply") return find_lot(was, is, sign, out);
    if (step == "passed_over") {
      out.cause = MoveCause::overtaken;
      out.detail = sign > 0 ? is.yields : was.yields;
    } else if (step == "lot_slip") {
      out.cause = MoveCause::lot;
      out.detail = is.source;
    } else if (step.starts_with("stage.")) {
      out.cause = MoveCause::stage;
      out.detail = step.substr(6);
    } else {
      out.cause = MoveCause::held;
      out.detail = step;
    }
  }

  // It is served from another lot: less comes by then, or more is ordered.
  void find_lot(const PlannedOrder& was, const PlannedOrder& is, double sign, PlanMove& out) const {
    const Date by = std::min(or_end(was.docked.p50, before_), or_end(is.docked.p50, now_));
    const double less = sign * (arrivals_before_.by(is, by) - arrivals_now_.by(is, by));
    const Demand::More more = demand_.of(is, sign);
    const std::string piece = texts_.changed_piece(is.supplier, is.product), decision = texts_.changed_intervention();
    if (less > 0 && less >= more.units) {
      out.cause = MoveCause::supply;
      out.detail = piece;
    } else if (more.units > 0) {
      out.cause = MoveCause::queue;
      out.detail = more.most;
    } else if (!decision.empty() || texts_.changed_rules(is.supplier)) {
      out.cause = MoveCause::decision;
      out.detail = decision;
    } else if (texts_.knows_more()) {
      out.cause = MoveCause::news;
    }
  }

  const Plan &before_, &now_;
  TextChanges texts_;
  Arrivals arrivals_before_, arrivals_now_;
  Demand demand_;
};

// The furthest first; of equals as they stand.
void rank(std::vector<PlanMove>& moves) {
  const auto is_moved = [](const PlanMove& it) {
    return it.what == PlanMove::What::later || it.what == PlanMove::What::earlier;
  };
  std::stable_sort(moves.begin(), moves.end(), [&](const PlanMove& a, const PlanMove& b) {
    if (is_moved(a) != is_moved(b)) return is_moved(a);
    return is_moved(a) ? std::abs(a.days) > std::abs(b.days) : a.what > b.what;
  });
}

void count(PlanChanges& out) {
  for (const PlanMove& it : out.moves) switch (it.what) {
      case PlanMove::What::later: ++out.later; break;
      case PlanMove::What::earlier: ++out.earlier; break;
      case PlanMove::What::added: ++out.added; break;
      case PlanMove::What::gone: ++out.gone; break;
    }
}

// What was cancelled altogether is gone, though its line still stands.
bool is_there(const PlannedOrder& order) { return order.units > 0; }

PlanChanges changes(const MoveReader& reader, const Plan& before, const Plan& now) {
  PlanChanges out;
  out.scenario = before.scenario;
  const Places old_places = places_of(before), places = places_of(now);
  for (std::size_t i = 0; i < now.orders.size(); ++i) {
    if (!is_there(now.orders[i])) continue;
    const auto old_place = find(old_places, now.orders[i].id);
    if (!old_place || !is_there(before.orders[*old_place])) {
      out.moves.push_back(MoveReader::of(now.orders[i]));
      out.moves.back().what = PlanMove::What::added;
    } else if (auto move = reader.read(*old_place, i)) {
      out.moves.push_back(std::move(*move));
    } else {
      ++out.unmoved;
    }
  }
  for (const PlannedOrder& it : before.orders) {
    const auto place = find(places, it.id);
    if (!is_there(it) || (place && is_there(now.orders[*place]))) continue;
    PlanMove& move = out.moves.emplace_back(MoveReader::of(it));
    move.what = PlanMove::What::gone;
    move.docked_before = std::exchange(move.docked, {});
    move.confirmed_before = std::exchange(move.confirmed, std::nullopt);
  }
  rank(out.moves);
  count(out);
  return out;
}

}  // namespace

Plan plan_since(const Scenario& before, const Scenario& now, const PlanRequest& request, const Sampling& sampling) {
  PlanRequest explained = request;
  explained.explains_dates = true;
  const Plan old_plan = plan(before, explained, sampling);
  Plan out = plan(now, explained, sampling);
  out.changes = changes(MoveReader(before, now, old_plan, out), old_plan, out);
  out.labels.add(old_plan.labels);
  return out;
}

}  // namespace allot
