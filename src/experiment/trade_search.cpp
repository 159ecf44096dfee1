#include "experiment/trade_search.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace allot::experiment {
namespace {

constexpr std::size_t most_screening = 100;  // replications
constexpr double part_of_screening = 0.5;    // of all simulations
constexpr std::size_t most_bundled = 60, most_bundles = 60;
constexpr std::size_t most_sized = 5;

using Trial = const Tried&;

std::vector<TradeSide> sides_of(const Exchanges& exchanges) {
  std::vector<TradeSide> out;
  for (const Exchange& it : exchanges) out.insert(out.end(), it.sides.begin(), it.sides.end());
  return out;
}

// Trades of the same units are one to the reader; all that one waits for has each of its orders in it.
bool are_alike(const Exchanges& a, const Exchanges& b) {
  std::vector<TradeSide> left = sides_of(b);
  const std::vector<TradeSide> all = sides_of(a);
  if (left.size() != all.size()) return false;
  const auto strike = [&](const TradeSide& side, bool is_exact) {
    const auto found = std::find_if(left.begin(), left.end(), [&](const TradeSide& it) {
      const bool is_any = !is_exact && (it.order.empty() || side.order.empty());
      return it.organisation == side.organisation && (it.order == side.order || is_any);
    });
    if (found != left.end()) left.erase(found);
  };
  std::vector<TradeSide> loose;
  for (const TradeSide& it : all) {
    const std::size_t before = left.size();
    strike(it, true);
    if (left.size() == before) loose.push_back(it);
  }
  for (const TradeSide& it : loose) strike(it, false);
  return left.empty();
}

void best_first(std::vector<Tried>& all) {
  std::stable_sort(all.begin(), all.end(), [](Trial a, Trial b) { return a.gain > b.gain; });
}

// One of each subject, the best.
std::vector<Tried> distinct(std::vector<Tried> all, std::size_t most) {
  best_first(all);
  std::vector<Tried> out;
  for (Tried& it : all) {
    const auto is_like = [&](Trial other) { return are_alike(it.exchanges, other.exchanges); };
    if (out.size() < most && std::none_of(out.begin(), out.end(), is_like)) out.push_back(std::move(it));
  }
  return out;
}

// A ring of a day, as it stands in a list of candidates.
struct Candidate {
  const Ring* ring;
  const DayOfTrade* day;
};

Exchange exchange_of(const Scenario& scenario, const Candidate& it) {
  Exchange out;
  out.at = it.day->at;
  for (const RingSide& side : it.ring->sides) {
    const TradePlace& place = it.day->records.places[side.offer.place];
    out.sides.push_back({scenario.organisations[place.organisation.at()].id,
                         place.order ? scenario.order(place.order).id : std::string(),
                         scenario.products[place.product.at()].id, side.units, side.offer.choose});
  }
  return out;
}

std::map<std::int32_t, double> gains_of(const Candidate& it) {
  std::map<std::int32_t, double> out;
  for (std::size_t i = 0; i < it.ring->sides.size(); ++i)
    out[it.day->records.places[it.ring->sides[i].offer.place].organisation.index] += it.ring->gains[i];
  return out;
}

bool overlap(const TradePlace& a, const TradePlace& b) {
  return a.organisation == b.organisation && a.product == b.product && (!a.order || !b.order || a.order == b.order);
}

bool share_a_place(const Candidate& a, const Candidate& b) {
  for (const RingSide& x : a.ring->sides)
    for (const RingSide& y : b.ring->sides)
      if (overlap(a.day->records.places[x.offer.place], b.day->records.places[y.offer.place])) return true;
  return false;
}

// Two exchanges of which each takes from somebody, and both together from nobody.
std::vector<std::pair<Candidate, Candidate>> bundles_of(const std::vector<Candidate>& paid,
                                                        const std::vector<Candidate>& others) {
  std::vector<std::pair<double, std::pair<Candidate, Candidate>>> found;
  const auto look_at = [&](const Candidate& a, const Candidate& b) {
    if (share_a_place(a, b)) return;
    auto gains = gains_of(a);
    for (const auto& [who, gain] : gains_of(b)) gains[who] += gain;
    if (std::all_of(gains.begin(), gains.end(), [](const auto& it) { return it.second >= 0; }))
      found.emplace_back(a.ring->total + b.ring->total, std::pair(a, b));
  };
  for (std::size_t i = 0; i < std::min(paid.size(), most_bundled); ++i) {
    for (std::size_t k = i + 1; k < std::min(paid.size(), most_bundled); ++k) look_at(paid[i], paid[k]);
    for (const Candidate& it : others) look_at(paid[i], it);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::pair<Candidate, Candidate>> out;
  for (const auto& [total, bundle] : found)
    if (out.size() < most_bundles && total > 0) out.push_back(bundle);
  return out;
}

std::vector<Candidate> in_order(const std::vector<DayOfTrade>& days, std::vector<Ring> Rings::*list) {
  std::vector<Candidate> out;
  for (const DayOfTrade& it : days)
    for (const Ring& ring : it.rings.*list) out.push_back({&ring, &it});
  std::stable_sort(out.begin(), out.end(),
                   [](const Candidate& a, const Candidate& b) { return a.ring->total > b.ring->total; });
  return out;
}

// One of each kind in turn, the best first.
std::vector<Exchanges> candidates(const Scenario& scenario, const std::vector<DayOfTrade>& days, std::size_t most) {
  const std::vector<Candidate> free = in_order(days, &Rings::free), paid = in_order(days, &Rings::paid);
  std::vector<Candidate> others = in_order(days, &Rings::others);
  others.insert(others.begin(), free.begin(), free.end());
  const auto bundles = bundles_of(paid, others);
  std::vector<Exchanges> out;
  const auto add = [&](Exchanges it) {
    if (out.size() < most) out.push_back(std::move(it));
  };
  const std::size_t longest = std::max({free.size(), paid.size(), bundles.size()});
  for (std::size_t i = 0; i < longest && out.size() < most; ++i) {
    if (i < free.size()) add({exchange_of(scenario, free[i])});
    if (i < bundles.size()) add({exchange_of(scenario, bundles[i].first), exchange_of(scenario, bundles[i].second)});
    if (i < paid.size()) add({exchange_of(scenario, paid[i])});
  }
  return out;
}

class Search {
 public:
  Search(const Scenario& scenario, const TradeRequest& request, TradeTrials& trials)
      : scenario_(scenario), request_(request), trials_(trials) {}

  Found find(const std::vector<DayOfTrade>& days) {
    few_ = std::min(trials_.replications(), most_screening);
    kept_ = std::min(request_.most_simulations / 4, 4 * request_.most_trades + 1);
    const auto most = static_cast<std::size_t>(static_cast<double>(request_.most_simulations) * part_of_screening);
    std::vector<Tried> screened = trials_.tried(candidates(scenario_, days, std::max<std::size_t>(1, most)), few_);
    for (Trial it : screened) note_miss(it);
    size(screened);
    prove(screened);
    combine();
    pay(screened);
    if (found_.free.empty() && nearest_ && may_prove(*nearest_, 0)) found_.nearest = proved(*nearest_);
    return std::move(found_);
  }

 private:
  // Of few replications more may be lost to chance.
  bool is_promising(Trial it) const {
    const double p = request_.sure;
    const double slack = it.replications < trials_.replications()
                             ? 2 * std::sqrt(p * (1 - p) / static_cast<double>(it.replications))
                             : 0;
    return it.is_free(p - slack);
  }
  bool is_free(Trial it) const { return it.is_free(request_.sure); }

  void note_miss(Trial it) {
    if (it.gain <= 0 || is_free(it)) return;
    if (!nearest_ || std::pair(it.not_worse, it.gain) > std::pair(nearest_->not_worse, nearest_->gain)) nearest_ = it;
  }

  // As many times the units, to whole lots; none where nothing is left of a side, or nothing changes.
  std::optional<Exchanges> resized(const Exchanges& trade, double factor) const {
    Exchanges out = trade;
    for (Exchange& exchange : out)
      for (TradeSide& it : exchange.sides) {
        Units lot = 1;
        for (const Product& product : scenario_.products)
          if (product.id == it.product) lot = product.lot;
        it.units =
            static_cast<Units>(std::llround(static_cast<double>(it.units) * factor / static_cast<double>(lot))) * lot;
        if (it.units == 0) return std::nullopt;
      }
    return out == trade ? std::nullopt : std::optional(out);
  }

  // More units, or fewer, as long as that brings more, by ever smaller steps.
  template <class IsGood>
  Tried best_size(Tried best, std::size_t replications, double least_step, const IsGood& is_good) {
    for (double step = 0.5; step >= least_step;) {
      bool is_better = false;
      for (const double factor : {1 + step, 1 - step}) {
        const auto other = resized(best.exchanges, factor);
        if (is_better || !other || !trials_.may_go_on(kept_)) continue;
        Tried it = trials_.tried(*other, replications);
        note_miss(it);
        if (!is_good(it) || it.gain <= best.gain) continue;
        best = std::move(it);
        is_better = true;
      }
      if (!is_better) step /= 2;
    }
    return best;
  }

  // Fewer units, until nobody is harmed any more.
  std::optional<Tried> shrunk(Tried it, std::size_t replications) {
    for (const double factor : {0.75, 0.5, 0.25}) {
      const auto other = resized(it.exchanges, factor);
      if (!other || !trials_.may_go_on(kept_)) break;
      Tried smaller = trials_.tried(*other, replications);
      note_miss(smaller);
      if (is_promising(smaller)) return smaller;
    }
    return std::nullopt;
  }

  void size(std::vector<Tried>& screened) {
    std::vector<Tried> good, bad, sized;
    for (Trial it : screened) (is_promising(it) ? good : bad).push_back(it);
    for (Tried& it : distinct(std::move(bad), most_sized))
      if (auto smaller = it.gain > 0 ? shrunk(it, few_) : std::nullopt) good.push_back(std::move(*smaller));
    for (Tried& it : distinct(good, most_sized))
      sized.push_back(best_size(it, few_, 0.1, [&](Trial other) { return is_promising(other); }));
    for (Tried& it : sized) screened.push_back(std::move(it));
  }

  bool is_proved(Trial it) const { return it.replications == trials_.replications() || !trials_.is_random(); }
  bool may_prove(Trial it, std::size_t kept) const { return is_proved(it) || trials_.may_go_on(kept); }
  Tried proved(Trial it) { return is_proved(it) ? it : trials_.tried(it.exchanges, trials_.replications()); }

  void prove(const std::vector<Tried>& screened) {
    std::vector<Tried> good;
    for (Trial it : screened)
      if (is_promising(it)) good.push_back(it);
    const std::size_t most = 2 * request_.most_trades;
    for (Tried& it : distinct(std::move(good), most)) {
      if (!may_prove(it, request_.most_trades + 1) || found_.free.size() == request_.most_trades) break;
      Tried whole = proved(it);
      note_miss(whole);
      if (is_free(whole))
        found_.free.push_back(std::move(whole));
      else if (auto smaller = shrunk(whole, trials_.replications()); smaller && is_free(*smaller))
        found_.free.push_back(std::move(*smaller));
      else if (whole.is_paid())
        found_.paid.push_back(std::move(whole));
    }
    best_first(found_.free);
    if (!found_.free.empty())
      found_.free.front() = best_size(std::move(found_.free.front()), trials_.replications(), 0.01,
                                      [&](Trial other) { return is_free(other); });
    best_first(found_.free);
  }

  // The best, and with it each of the others that still harms nobody and brings more.
  void combine() {
    if (found_.free.size() < 2) return;
    Tried all = found_.free.front();
    for (std::size_t i = 1; i < found_.free.size() && trials_.may_go_on(request_.most_trades + 1); ++i) {
      Exchanges both = all.exchanges;
      both.insert(both.end(), found_.free[i].exchanges.begin(), found_.free[i].exchanges.end());
      Tried it = trials_.tried(both, trials_.replications());
      note_miss(it);
      if (is_free(it) && it.gain > all.gain) all = std::move(it);
    }
    if (all.exchanges.size() > found_.free.front().exchanges.size()) found_.free.insert(found_.free.begin(), all);
    if (found_.free.size() > request_.most_trades) found_.free.resize(request_.most_trades);
  }

  void pay(const std::vector<Tried>& screened) {
    std::vector<Tried> good;
    for (Trial it : screened)
      if (it.gain > 0 && !is_promising(it)) good.push_back(it);
    for (Tried& it : distinct(std::move(good), request_.most_trades)) {
      if (!may_prove(it, 1)) break;
      Tried whole = proved(it);
      if (whole.is_paid() && !is_free(whole)) found_.paid.push_back(std::move(whole));
    }
    best_first(found_.paid);
  }

  const Scenario& scenario_;
  const TradeRequest& request_;
  TradeTrials& trials_;
  std::size_t few_ = 0;
  std::size_t kept_ = 0;  ///< simulations for proofs
  Found found_;
  std::optional<Tried> nearest_;
};

}  // namespace

Found search_trades(const Scenario& scenario, const TradeRequest& request, const std::vector<DayOfTrade>& days,
                    TradeTrials& trials) {
  return Search(scenario, request, trials).find(days);
}

}  // namespace allot::experiment
