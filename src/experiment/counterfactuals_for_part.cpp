#include "experiment/counterfactuals_for_part.hpp"

#include <algorithm>
#include <set>

#include "base/pointer.hpp"
#include "base/text.hpp"
#include "experiment/labels.hpp"

namespace allot::experiment {
namespace {

constexpr std::int64_t weight_steps = 60;        // of a quarter: up to sixteen times
constexpr std::size_t most_counterfactuals = 6;  // of one part: an explanation has to stay quick

class Collector {
 public:
  Collector(const Scenario& scenario, const Latecomer& who, const std::string& part)
      : scenario_(scenario), part_(part) {
    for (std::size_t i = 0; i < scenario.orders.size(); ++i)
      if (who.is_order ? i == who.index : scenario.orders.common(i).organisation.at() == who.index)
        orders_.push_back(i);
    organisation_ = who.is_order ? scenario.orders.common(who.index).organisation.at() : who.index;
    is_order_ = who.is_order;
  }

  std::vector<Counterfactual> take() {
    std::erase_if(counterfactuals_, [](const Counterfactual& it) { return it.steps < 1; });
    if (counterfactuals_.size() > most_counterfactuals)
      counterfactuals_.erase(counterfactuals_.begin() + most_counterfactuals, counterfactuals_.end());
    return std::move(counterfactuals_);
  }

  void sources(bool is_power) {
    for (const std::size_t s : sites()) {
      const Site& site = scenario_.sites[s];
      const auto section = is_power ? &Site::power : &Site::room;
      for (std::size_t k = 0; k < (site.*section).size(); ++k) {
        const Source& it = (site.*section)[k];
        const std::string pointer = pointer_of_keys({"sites", site.id, is_power ? "power" : "room", it.id});
        const std::string what = (is_power ? "the power " : "the room ") + it.id + " at " + name_of(site);
        if (it.at)
          add(earlier(part_, pointer + "/at", what, *it.at, scenario_.start, scenario_,
                      [=](Scenario& to) -> Value& { return *(to.sites[s].*section)[k].at; }));
        if (it.from && it.until) {
          Counterfactual ramp = earlier(part_, pointer + "/from", what, *it.from, scenario_.start, scenario_, {});
          ramp.apply = [=](Scenario& to, std::int64_t step) {
            Source& source = (to.sites[s].*section)[k];
            for (Value* date : {&*source.from, &*source.until}) shift(*date, -step * day);
          };
          add(std::move(ramp));
        }
        if (it.add.number > 0)
          add(more(part_, pointer + "/add", what + " were", it.add,
                   [=](Scenario& to) -> Value& { return (to.sites[s].*section)[k].add; }));
      }
    }
  }

  void crews() {
    for (const std::size_t s : sites())
      if (scenario_.sites[s].install)
        add(more(part_, pointer_of_keys({"sites", scenario_.sites[s].id, "install"}),
                 "the crew at " + name_of(scenario_.sites[s]) + " installed", *scenario_.sites[s].install,
                 [s](Scenario& to) -> Value& { return *to.sites[s].install; }));
  }

  void commissioning() {
    for (const std::size_t s : sites())
      add(shorter(part_, pointer_of_keys({"sites", scenario_.sites[s].id, "commissioning"}),
                  "commissioning at " + name_of(scenario_.sites[s]), scenario_.sites[s].commissioning, scenario_,
                  [s](Scenario& to) -> Delay& { return to.sites[s].commissioning; }));
  }

  // Of that name on any route of the orders' suppliers; all stages for no name.
  void stages(const std::string& name) {
    const std::set<std::string> regions = regions_of_orders();
    for (const std::size_t s : suppliers()) {
      const Supplier& supplier = scenario_.suppliers[s];
      for (std::size_t r = 0; r < supplier.routes.size(); ++r)
        for (std::size_t k = 0; k < supplier.routes[r].stages.size(); ++k) {
          const Stage& stage = supplier.routes[r].stages[k];
          if (!name.empty() && stage.name != name) continue;
          if (!regions.contains(supplier.routes[r].region)) continue;
          add(shorter(part_,
                      pointer_of_keys(
                          {"suppliers", supplier.id, "routes", supplier.routes[r].region, std::to_string(k), "delay"}),
                      stage.name + " on the route " + supplier.routes[r].region, stage.delay, scenario_,
                      [=](Scenario& to) -> Delay& { return to.suppliers[s].routes[r].stages[k].delay; }));
        }
    }
  }

  void lots() {
    for (const std::size_t o : orders_) {
      const Order& order = scenario_.orders[o];
      if (order.deliveries.empty()) continue;
      // All deliveries of an order come earlier together.
      const auto first = std::min_element(
          order.deliveries.begin(), order.deliveries.end(),
          [&](const auto& a, const auto& b) { return earliest(a.date, scenario_) < earliest(b.date, scenario_); });
      Counterfactual counterfactual =
          earlier(part_, pointer_of_keys({"orders", order.id, "deliveries"}), "the deliveries of " + name_of(order),
                  first->date, scenario_.start, scenario_, {});
      counterfactual.apply = [o](Scenario& to, std::int64_t step) {
        to.orders.change(o, [&](Order& order) {
          for (CommittedDelivery& it : order.deliveries) shift(it.date, -step * day);
        });
      };
      const bool is_one = order.deliveries.size() == 1;
      counterfactual.value = [date = first->date, is_one](std::int64_t step) {
        return is_one ? shifted_text(date, step) : "-" + std::to_string(step) + "d";
      };
      counterfactual.words = [id = name_of(order), step_words = counterfactual.words, is_one](std::int64_t step) {
        return is_one ? step_words(step) : "the deliveries of " + id + " came " + days(step) + " earlier";
      };
      add(std::move(counterfactual));
    }
    for (const std::size_t s : suppliers())
      for (const std::size_t k : pieces(s)) piece(s, k);
  }

  void standing() {
    if (scenario_.organisations.empty()) return;
    const Organisation& organisation = scenario_.organisations[organisation_];
    std::int64_t highest = organisation.priority, own = organisation.priority;
    for (const Organisation& it : scenario_.organisations) highest = std::max(highest, it.priority);
    for (std::size_t o = 0; o < scenario_.orders.size(); ++o)
      highest = std::max(highest, scenario_.orders.common(o).priority);
    for (const std::size_t o : orders_) own = std::min(own, scenario_.orders.common(o).priority);
    const std::int64_t first = highest + 1;
    const std::string who = is_order_ ? std::string(scenario_.orders.id(orders_.front())) : organisation.id;
    const std::string& label = is_order_ ? scenario_.orders.common(orders_.front()).label : organisation.label;
    const std::string name = label.empty() ? who : label;
    const std::string pointer = pointer_of_keys({is_order_ ? "orders" : "organisations", who, "priority"});
    add(at_once(part_, pointer, std::to_string(first),
                name + " were served first (priority " + std::to_string(first) + ")",
                [orders = orders_, organisation = organisation_, first, is_order = is_order_](Scenario& to) {
                  for (const std::size_t o : orders) to.orders.change(o, [&](Order& it) { it.priority = first; });
                  if (!is_order) to.organisations[organisation].priority = first;
                }));
    if (takes_weights()) weight(organisation);
  }

  void no_gate() {
    for (const std::size_t s : suppliers())
      if (scenario_.suppliers[s].allocation.readiness)
        add(at_once(part_, policy_of(s) + "/readiness", "null",
                    "claims counted at " + name_of(scenario_.suppliers[s]) + " whether there is room or not",
                    [s](Scenario& to) { to.suppliers[s].allocation.readiness.reset(); }));
    changes_of("/readiness");
  }

  void no_windows() {
    for (const std::size_t s : suppliers())
      if (!scenario_.suppliers[s].allocation.frozen.empty())
        add(at_once(part_, policy_of(s) + "/frozen", "[]",
                    "no window of " + name_of(scenario_.suppliers[s]) + " were frozen",
                    [s](Scenario& to) { to.suppliers[s].allocation.frozen.clear(); }));
    changes_of("/frozen");
    for (const Intervention& it : scenario_.interventions)
      if (std::holds_alternative<Embargo>(it.action)) add(without(scenario_, it.id, part_));
  }

  void no_minimum() {
    const std::string who =
        is_order_ ? pointer_of_keys({"orders", std::string(scenario_.orders.id(orders_.front()))}) : "/orders";
    add(at_once(part_, who + "/min_shipment", "0", "any part of it could be shipped", [orders = orders_](Scenario& to) {
      for (const std::size_t o : orders)
        to.orders.change(o, [](Order& it) {
          it.min_shipment = 0;
          it.partial = true;
        });
    }));
  }

  void no_kit() {
    const std::string who =
        is_order_ ? pointer_of_keys({"orders", std::string(scenario_.orders.id(orders_.front()))}) : "/orders";
    add(at_once(part_, who + "/kit", "null", "it could be shipped without the rest of its kit",
                [orders = orders_](Scenario& to) {
                  for (const std::size_t o : orders) to.orders.change(o, [](Order& it) { it.kit.clear(); });
                }));
  }

 private:
  void add(Counterfactual counterfactual) { counterfactuals_.push_back(std::move(counterfactual)); }

  std::set<std::size_t> sites() const {
    std::set<std::size_t> out;
    for (const std::size_t o : orders_)
      for (const Ref site : scenario_.orders.common(o).sites) out.insert(site.at());
    if (!out.empty()) return out;
    for (std::size_t s = 0; s < scenario_.sites.size(); ++s)
      if (scenario_.sites[s].organisation.at() == organisation_) out.insert(s);
    return out;
  }

  // Where the orders go: the region of the first site, else of the organisation; the default one where there
  // is no route.
  std::set<std::string> regions_of_orders() const {
    std::set<std::string> out;
    for (const std::size_t o : orders_) {
      const std::vector<Ref>& sites = scenario_.orders.common(o).sites;
      const std::string& own = scenario_.organisations[organisation_].region;
      const std::string& region = !sites.empty() && !scenario_.sites[sites.front().at()].region.empty()
                                      ? scenario_.sites[sites.front().at()].region
                                      : own;
      const std::vector<Route>& routes = scenario_.suppliers[scenario_.orders.common(o).supplier.at()].routes;
      const bool is_there =
          std::any_of(routes.begin(), routes.end(), [&](const Route& it) { return it.region == region; });
      out.insert(is_there ? region : "default");
    }
    return out;
  }

  std::set<std::size_t> suppliers() const {
    std::set<std::size_t> out;
    for (const std::size_t o : orders_)
      if (scenario_.orders.common(o).supplier) out.insert(scenario_.orders.common(o).supplier.at());
    return out;
  }

  // Those that the orders are pegged to, or else any that is not kept for others and has their product.
  std::vector<std::size_t> pieces(std::size_t supplier) const {
    std::set<std::size_t> own, kept;
    std::set<std::int32_t> products;
    for (std::size_t o = 0; o < scenario_.orders.size(); ++o) {
      const Order& it = scenario_.orders.common(o);
      const bool is_ours = std::find(orders_.begin(), orders_.end(), o) != orders_.end();
      if (!it.supplier || it.supplier.at() != supplier) continue;
      if (it.pegged) (is_ours ? own : kept).insert(it.pegged.at());
      if (is_ours && !it.pegged && it.deliveries.empty()) products.insert(it.product.index);
    }
    std::vector<std::size_t> out(own.begin(), own.end());
    const std::vector<SupplyPiece>& supply = scenario_.suppliers[supplier].supply;
    for (std::size_t k = 0; k < supply.size(); ++k)
      if (products.contains(supply[k].product.index) && !kept.contains(k) && !own.contains(k)) out.push_back(k);
    return out;
  }

  void piece(std::size_t s, std::size_t k) {
    const SupplyPiece& it = scenario_.suppliers[s].supply[k];
    const std::string pointer = pointer_of_keys({"suppliers", scenario_.suppliers[s].id, "supply", it.id});
    if (it.at)
      add(earlier(part_, pointer + "/at", "the lot " + name_of(it), *it.at, scenario_.start, scenario_,
                  [=](Scenario& to) -> Value& { return *to.suppliers[s].supply[k].at; }));
    if (it.from) add(whole_plan_earlier(pointer, "the plan " + name_of(it), it, s, k));
    add(more(part_, pointer + "/scale", "the plan " + name_of(it) + " were scaled by", it.scale,
             [=](Scenario& to) -> Value& { return to.suppliers[s].supply[k].scale; }));
  }

  Counterfactual whole_plan_earlier(const std::string& pointer, const std::string& what, const SupplyPiece& it,
                                    std::size_t s, std::size_t k) const {
    Value from;
    from.kind = Kind::date;
    from.number = *it.from;
    Counterfactual counterfactual = earlier(part_, pointer + "/from", what, from, scenario_.start, scenario_, {});
    counterfactual.apply = [s, k](Scenario& to, std::int64_t step) {
      SupplyPiece& piece = to.suppliers[s].supply[k];
      *piece.from -= step * day;
      if (piece.until) *piece.until -= step * day;
      for (RatePoint& point : piece.rate) point.date -= step * day;
    };
    return counterfactual;
  }

  // By some rule, and by every rule that could come to see it.
  bool takes_weights() const {
    bool is_seen = false;
    for (const Supplier& supplier : scenario_.suppliers)
      for (const LevelRule& level : supplier.allocation.levels) {
        const allocation::RuleFacts& facts = allocation::facts(level.rule);
        if (level.level != Level::order && !facts.takes_weights && !facts.is_sequence) return false;
        is_seen = is_seen || (level.level != Level::order && facts.takes_weights);
      }
    for (const Intervention& it : scenario_.interventions)
      if (const Set* set = std::get_if<Set>(&it.action); set && set->path.find("/rules") != std::string::npos)
        return false;
    return is_seen;
  }

  std::string policy_of(std::size_t supplier) const {
    return pointer_of_keys({"suppliers", scenario_.suppliers[supplier].id, "allocation"});
  }

  // Decisions that put such a thing in force.
  void changes_of(const std::string& field) {
    for (const Intervention& it : scenario_.interventions)
      if (const Set* set = std::get_if<Set>(&it.action); set && set->path.find(field) != std::string::npos)
        add(without(scenario_, it.id, part_));
  }

  void weight(const Organisation& organisation) {
    if (!organisation.weight.is_known()) return;
    const auto times = [](std::int64_t step) { return Decimal(100 + 25 * step, -2); };
    const auto text = [times, number = organisation.weight.number](std::int64_t step) {
      return shortest((number * times(step)).real());
    };
    add({part_, pointer_of_keys({"organisations", organisation.id, "weight"}), weight_steps,
         [times, i = organisation_](Scenario& to, std::int64_t step) {
           Value& weight = to.organisations[i].weight;
           weight.number = weight.number * times(step);
         },
         text,
         [text, id = name_of(organisation)](std::int64_t step) { return id + " had a weight of " + text(step); }});
  }

  const Scenario& scenario_;
  std::string part_;
  std::vector<std::size_t> orders_;
  std::size_t organisation_ = 0;
  bool is_order_ = false;
  std::vector<Counterfactual> counterfactuals_;
};

}  // namespace

std::vector<Counterfactual> counterfactuals_for_part(const Scenario& scenario, const Latecomer& who,
                                                     const std::string& part) {
  Collector collector(scenario, who, part);
  if (part == "room" || part == "power") collector.sources(part == "power");
  if (part == "install") collector.crews();
  if (part == "supply" || part == "lot_slip" || part == "slack") collector.lots();
  if (part == "passed_over") collector.standing();
  if (part == "gate") {
    collector.no_gate();
    collector.sources(false);
    collector.sources(true);
  }
  if (part == "frozen") collector.no_windows();
  if (part == "minimum") collector.no_minimum();
  if (part == "kit") collector.no_kit();
  if (part.starts_with("stage.")) collector.stages(part.substr(6));
  if (part == "slack") collector.stages("");
  if (part == "commissioning" || part == "slack") collector.commissioning();
  return collector.take();
}

Counterfactual without(const Scenario& scenario, const std::string& intervention, const std::string& part) {
  const auto found = std::find_if(scenario.interventions.begin(), scenario.interventions.end(),
                                  [&](const Intervention& it) { return it.id == intervention; });
  const auto place = static_cast<std::size_t>(found - scenario.interventions.begin());
  return at_once(
      part, pointer_of_keys({"interventions", intervention}), "null",
      "the decision " + (found == scenario.interventions.end() ? intervention : name_of(*found)) + " were not made",
      [place](Scenario& to) { to.interventions[place].probability = 0; });
}

}  // namespace allot::experiment
