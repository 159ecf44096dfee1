#include "foresight/world.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <variant>

#include "foresight/destinations.hpp"
#include "foresight/least_delays.hpp"
#include "foresight/longest_terms.hpp"
#include "foresight/network.hpp"

namespace allot::foresight {
namespace {

using engine::Facts;

bool releases_pegs(const model::Model& model) {
  return std::any_of(model.interventions.begin(), model.interventions.end(), [](const model::Intervention& it) {
    const auto* embargo = std::get_if<model::Embargo>(&it.action);
    return embargo && embargo->orders == model::Embargo::Orders::release;
  });
}

// Whether orders that were placed may not be served for another reason than a rule.
bool cancels(const model::Model& model) {
  return std::any_of(model.interventions.begin(), model.interventions.end(),
                     [](const model::Intervention& it) {
                       return std::holds_alternative<model::Withdraw>(it.action) ||
                              std::holds_alternative<model::Embargo>(it.action) ||
                              std::holds_alternative<model::PlaceOrder>(it.action);
                     }) ||
         std::any_of(model.contracts.begin(), model.contracts.end(),
                     [](const model::Contract& it) { return it.patience.has_value(); }) ||
         !model.cancellations.empty() || model.as_of > 0 || model.has_terms;  // what comes back is anybody's
}

bool takes_back(const model::Model& model) {
  return std::any_of(model.interventions.begin(), model.interventions.end(), [](const model::Intervention& it) {
    const auto* embargo = std::get_if<model::Embargo>(&it.action);
    return embargo && embargo->takes_back;
  });
}

bool defers(const model::Model& model) {
  return std::any_of(model.interventions.begin(), model.interventions.end(), [](const model::Intervention& it) {
    const auto* withdraw = std::get_if<model::Withdraw>(&it.action);
    return withdraw && withdraw->defer_by;
  });
}

Units times(Units units, const Ratio& ratio) {
  const Int128 product = Int128{units} * ratio.top / ratio.bottom;
  return static_cast<Units>(std::min<Int128>(product, Network::unlimited));
}

/// Puts the world together from what a replication met.
class Maker {
 public:
  explicit Maker(const engine::Replication& sim)
      : sim_(sim), model_(sim.model), facts_(sim.seen.facts), destinations_(model_), delays_(sim) {}

  World made() {
    out_.from = model_.warm_up < model_.end ? model_.warm_up : 0;
    out_.end = model_.end;
    out_.counted_orders = model_.warm_up;
    add_sources();
    add_supply();
    for (const Facts::Wish& it : facts_.wishes) add_wish(it);
    for (const Facts::HeadStart& it : facts_.head_starts) add_head_start(it);
    out_.destinations = destinations_.all();
    look_when_supply_begins();
    add_sites();
    count_ordered();
    for (Source& it : out_.sources) it.supply.close();
    return std::move(out_);
  }

 private:
  // One for each market, and one for what some orders are pegged to.
  void add_sources() {
    for (std::size_t m = 0; m < model_.markets(); ++m) out_.sources.push_back({static_cast<Index>(m), model::none, {}});
    if (releases_pegs(model_)) return;
    for (const Facts::Wish& it : facts_.wishes) {
      if (it.peg == model::none) continue;
      const Index market = market_of(it.order, it.product);
      const auto [place, is_new] = of_peg_.try_emplace(it.peg, static_cast<Index>(out_.sources.size()));
      if (is_new) out_.sources.push_back({market, market, {}});
    }
  }

  // Of lots that orders are pegged to, as many units as those are for are theirs, the first; what comes beyond is
  // anybody's. Where such orders may be cancelled, all of it may become so.
  void add_supply() {
    std::map<Index, Units> needed;
    for (const Facts::Wish& it : facts_.wishes) needed[it.peg] += it.units;
    const bool may_fall = cancels(model_);
    for (const Facts::Arrival& it : facts_.arrivals) {
      const auto peg = of_peg_.find(it.peg);
      if (peg == of_peg_.end()) {
        out_.sources[at(it.market)].supply.add(it.at, it.units);
        continue;
      }
      Units& still = needed[it.peg];
      const Units theirs = may_fall ? it.units : std::min(it.units, still);
      still -= theirs;
      if (theirs > 0) out_.sources[at(peg->second)].supply.add(it.at, theirs);
      if (it.units > theirs) out_.sources[at(it.market)].supply.add(it.at, it.units - theirs);
    }
    if (!may_fall)
      for (Source& it : out_.sources) it.falls_to = model::none;
  }

  Index market_of(Index order, Index product) const {
    return sim_.market_index(sim_.orders[at(order)].terms->supplier, product);
  }

  double dearest(Index product) const {
    double price = model_.products[at(product)].price;
    for (const model::Intervention& it : model_.interventions)
      if (const auto* change = std::get_if<model::PriceChange>(&it.action); change && change->product == product)
        price = std::max(price, sim_.amount(change->price));
    return price;
  }

  void add_wish(const Facts::Wish& fact) {
    const Destination destination = destinations_.all()[at(destinations_.of(fact.owner, fact.sites))];
    add_wish(fact, delays_.of(fact, destination, destinations_.is_moved(fact.owner)), LongestTerms(sim_, fact));
  }

  void add_wish(const Facts::Wish& fact, const std::vector<Stretch>& stretches,
                std::optional<LongestTerms> longest = {}) {
    const model::Terms& terms = *sim_.orders[at(fact.order)].terms;
    Wish wish;
    wish.owner = destinations_.party(fact.owner);
    wish.destination = destinations_.of(fact.owner, fact.sites);
    wish.product = fact.product;
    wish.placed = fact.placed;
    wish.from = defers(model_) ? std::max<Time>(0, fact.placed) : fact.from;
    wish.due = fact.due;
    wish.value = std::max(terms.bid, dearest(fact.product));
    Ratio most{1, 1};
    if (const auto peg = of_peg_.find(fact.peg); peg != of_peg_.end())
      wish.sources = {peg->second};
    else
      wish.sources = {market_of(fact.order, fact.product)};
    for (const model::Substitute& it : model_.substitute_lists[at(terms.substitutes)]) {
      wish.sources.push_back(market_of(fact.order, it.product));
      wish.value = std::max(wish.value, dearest(it.product));
      if (Int128{it.ratio.top} * most.bottom > Int128{most.top} * it.ratio.bottom) most = it.ratio;
      note_product(wish.destination, it.product);
    }
    std::sort(wish.sources.begin(), wish.sources.end());
    note_product(wish.destination, wish.product);
    for (const Stretch& it : stretches) {
      wish.units = times(it.units, most) + (most.top > most.bottom ? 1 : 0);
      wish.way = it.way;
      wish.service = it.service;
      if (longest && longest->is_any()) wish.lent = longest->next(wish.units, most_online(out_, wish));
      out_.wishes.push_back(wish);
    }
  }

  // What an embargo may send back is stock again, and its order waits again; what was leased is stock again some day.
  void add_head_start(const Facts::HeadStart& fact) {
    const Index destination = destinations_.of(fact.owner, fact.sites);
    note_product(destination, fact.product);
    const bool is_taken_back = fact.is_on_its_way && takes_back(model_);
    HeadStart head{destination, fact.product,       destinations_.party(fact.owner), fact.units, fact.placed, fact.from,
                   fact.due,    fact.is_on_its_way, fact.order != model::none};
    if (fact.order != model::none && (is_taken_back || model_.has_terms))
      head.may_return_to = market_of(fact.order, fact.product);
    out_.head_starts.push_back(head);
    if (!is_taken_back) return;
    add_wish({fact.order, fact.owner, fact.product, fact.sites, model::none, 0, fact.units, fact.placed, 0, fact.due},
             {{fact.units, 0, 0}});
  }

  void note_product(Index destination, Index product) { products_[destination].push_back(product); }

  void add_sites() {
    out_.sites.resize(model_.sites.size());
    std::vector<std::vector<Index>> products(model_.sites.size());
    for (const auto& [destination, some] : products_)
      for (const Index site : out_.destinations[at(destination)].sites)
        products[at(site)].insert(products[at(site)].end(), some.begin(), some.end());
    for (const Facts::Capacity& it : facts_.capacities) {
      std::vector<Limit>& limits = out_.sites[at(it.site)].limits;
      if (!limits.empty() && limits.back().at == it.at) limits.pop_back();
      limits.push_back(limit_of(it, products[at(it.site)]));
    }
    for (std::size_t s = 0; s < model_.sites.size(); ++s) out_.sites[s].crew = crew_of(static_cast<Index>(s));
  }

  // As many as fit of the product that takes least.
  Limit limit_of(const Facts::Capacity& fact, const std::vector<Index>& products) const {
    const model::Site& site = model_.sites[at(fact.site)];
    const auto units = [&](std::int64_t capacity, const model::Gate& gate) {
      if (capacity < 0 || products.empty()) return Network::unlimited;
      std::int64_t least = std::numeric_limits<std::int64_t>::max();
      for (const Index product : products) least = std::min(least, gate.cost[at(product)]);
      return least == 0 ? Network::unlimited : capacity / least;
    };
    const Units room = units(fact.room, site.room), power = units(fact.power, site.power);
    return {fact.at, std::min(room, power), power < room};
  }

  // A piece of whole units takes its time to the nearest second, so that one unit may be half a second quicker.
  Crew crew_of(Index site) const {
    Crew out;
    const engine::SitePolicyNow& policy = sim_.base_policy.sites[at(site)];
    if (policy.install == 0 || changes_crew(site)) return out;
    const Duration per = policy.install_per;
    const bool is_exact = policy.install.is_whole() && per % half_up(policy.install) == 0;
    constexpr std::int64_t parts = 1'000'000;
    const Int128 rate =
        is_exact ? Int128{half_up(policy.install)} * parts : Int128{floor_of(parts, policy.install)} + 1;
    out.units = is_exact ? rate : 2 * rate;
    out.per = is_exact ? Int128{per} * parts : 2 * Int128{per} * parts - rate;
    if (out.per <= 0) return {};
    out.from = out_.end;
    out.service = std::numeric_limits<Duration>::max();
    for (const Wish& it : out_.wishes) begin_crew(site, it.destination, first_at_dock(it), it.service, out);
    for (const HeadStart& it : out_.head_starts)
      if (it.needs_crew) begin_crew(site, it.destination, it.from, 0, out);
    if (out.service == std::numeric_limits<Duration>::max()) out.service = 0;
    return out;
  }

  void begin_crew(Index site, Index destination, Time at_dock, Duration service, Crew& crew) const {
    const std::vector<Index>& sites = out_.destinations[at(destination)].sites;
    if (!std::binary_search(sites.begin(), sites.end(), site)) return;
    crew.from = std::min(crew.from, at_dock);
    crew.service = std::min(crew.service, service);
  }

  // What falls to a market from orders with lots of their own is there with the rest.
  void look_when_supply_begins() {
    first_.assign(out_.sources.size(), out_.end);
    for (std::size_t i = out_.sources.size(); i-- > 0;) {
      for (const auto& [time, units] : out_.sources[i].supply.steps()) first_[i] = std::min(first_[i], time);
      for (const HeadStart& it : out_.head_starts)
        if (it.may_return_to == static_cast<Index>(i)) first_[i] = 0;
      if (const Index to = out_.sources[i].falls_to; to != model::none)
        first_[at(to)] = std::min(first_[at(to)], first_[i]);
    }
  }

  Time first_at_dock(const Wish& wish) const {
    Time first = out_.end;
    for (const Index source : wish.sources) first = std::min(first, first_[at(source)]);
    return std::max(first, wish.from) + wish.way;
  }

  bool changes_crew(Index site) const {
    return std::any_of(model_.interventions.begin(), model_.interventions.end(), [&](const model::Intervention& it) {
      const auto* set = std::get_if<model::Set>(&it.action);
      return set && set->cell == model::Set::Cell::install && set->entity == site;
    });
  }

  void count_ordered() {
    out_.ordered.resize(model_.organisations.size());
    for (std::size_t i = 0; i < out_.ordered.size(); ++i)
      out_.ordered[at(destinations_.party(static_cast<Index>(i)))] +=
          sim_.seen.gauges[sim_.layout.of(static_cast<Index>(i), engine::OrganisationLevel::ordered)].level;
  }

  const engine::Replication& sim_;
  const model::Model& model_;
  const Facts& facts_;
  Destinations destinations_;
  LeastDelays delays_;
  std::map<Index, Index> of_peg_;
  std::map<Index, std::vector<Index>> products_;  ///< by destination: what may come there
  std::vector<Time> first_;                       ///< by source
  World out_;
};

}  // namespace

void Supply::close() {
  std::stable_sort(steps_.begin(), steps_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Units sum = 0;
  for (auto& [time, units] : steps_) units = sum += units;
}

// Steps of one moment stay apart: the last of them counts.
void Supply::round_down(Duration grain) {
  for (auto& [time, units] : steps_) time -= (time % grain + grain) % grain;
}

Units Supply::by(Time time) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), time,
                                      [](Time wanted, const auto& step) { return wanted < step.first; });
  return after == steps_.begin() ? 0 : std::prev(after)->second;
}

Units Crew::by(Time time) const {
  if (per == 0) return Network::unlimited;
  const Int128 elapsed = time - service - from;
  if (elapsed <= 0) return 0;
  return static_cast<Units>(std::min<Int128>(elapsed * units / per, Network::unlimited));
}

Time Crew::when(Units done) const { return from + service + static_cast<Time>((done * per + units - 1) / units); }

Duration most_online(const World& world, const Wish& wish) {
  return std::max<Duration>(0, world.end - std::max(world.from, wish.from + wish.way + wish.service));
}

World world_of(const engine::Replication& sim) { return Maker(sim).made(); }

}  // namespace allot::foresight
