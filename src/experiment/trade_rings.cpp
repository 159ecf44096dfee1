// Which exchanges are worth a simulation.
//
// A replication that was recorded says when the units of each place came, how many units stood idle with each organisation
// and how many more it could have run. Of an exchange it is then known how many units an organisation has more or fewer by
// each day; fewer are felt beyond what stood idle, more are of use up to what was free. That is exact where halls only
// grow and nobody's place in a line depends on who owns it, and a guess elsewhere.
//
// Circles are looked for among the likeliest partners alone: of each place those few for which its owner would give it
// most gladly. Top trading cycles (Shapley and Scarf 1974) are among them, where each would have the one it likes best.

#include "experiment/trade_rings.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace allot::experiment {
namespace {

constexpr std::size_t most_partners = 8;
constexpr std::size_t most_kept = 400;
constexpr double size_parts[] = {1, 0.75, 0.5, 0.25, 0.125, 0.0625};

class Finder {
 public:
  Finder(const TradeRecords& records, const RingWishes& wishes, double sure)
      : records_(records), wishes_(wishes), sure_(sure) {
    for (std::size_t i = 0; i < records.places.size(); ++i)
      for (const Choose choose : {Choose::earliest, Choose::latest}) {
        if (most_of(i) > 0) offers_.push_back({i, choose});
      }
  }

  Rings find() {
    for (std::size_t a = 0; a < offers_.size(); ++a)
      for (std::size_t b = a + 1; b < offers_.size(); ++b)
        if (may_trade(a, b)) look_at({a, b});
    if (wishes_.most_parties > 2) look_at_circles();
    for (auto* it : {&out_.free, &out_.paid, &out_.others}) keep_best(*it);
    return std::move(out_);
  }

 private:
  const TradePlace& place_of(std::size_t offer) const { return records_.places[offers_[offer].place]; }

  Units most_of(std::size_t place) const {
    Units most = 0;
    for (const TradeRecord& it : records_.replications) most = std::max(most, it.all[place]);
    return most;
  }

  bool may_trade(std::size_t a, std::size_t b) const {
    return place_of(a).organisation != place_of(b).organisation &&
           (place_of(a).product == place_of(b).product || !wishes_.compute.empty());
  }

  // What one unit of a place counts for in an exchange: its compute, where products differ.
  double weight(std::size_t offer) const {
    return wishes_.compute.empty() ? 1 : wishes_.compute[place_of(offer).product.at()];
  }

  Units in_lots(std::size_t offer, double units) const {
    const Units lot = wishes_.lots[place_of(offer).product.at()];
    return static_cast<Units>(std::floor(units / static_cast<double>(lot) + 1e-9)) * lot;
  }

  // Units given by a moment, so many in all, from one end of what comes.
  static Units come(const TradeRecord& record, const Offer& offer, Units units, std::size_t moment) {
    const Units come = record.come[offer.place][moment];
    if (offer.choose == Choose::earliest) return std::min(units, come);
    return std::max<Units>(0, come - (record.all[offer.place] - units));
  }

  // Days of a unit that one gains in a replication by having `gets` for `gives`.
  double gain_in(const TradeRecord& record, std::size_t gives, Units given, std::size_t gets, Units got) const {
    const TradePlace &own = place_of(gives), &other = place_of(gets);
    const bool is_even = own.product == other.product;
    const Slack &lost = records_.slack(record, own.organisation, own.product),
                &won = records_.slack(record, own.organisation, other.product);
    double sum = 0;
    for (std::size_t k = 0; k < lost.spare.size(); ++k) {
      const Units in = come(record, offers_[gets], got, k), out = come(record, offers_[gives], given, k);
      const Units more = is_even ? std::max<Units>(0, in - out) : in,
                  fewer = is_even ? std::max<Units>(0, out - in) : out;
      sum += weight(gets) * static_cast<double>(std::min(more, won.useful[k]));
      sum -= weight(gives) * static_cast<double>(std::max<Units>(0, fewer - lost.spare[k]));
    }
    return sum * static_cast<double>(records_.step) / day * wishes_.worth[own.organisation.at()];
  }

  Ring estimated(const std::vector<std::size_t>& offers, const std::vector<Units>& units) const {
    Ring ring;
    ring.gains.assign(offers.size(), 0);
    for (std::size_t i = 0; i < offers.size(); ++i) ring.sides.push_back({offers_[offers[i]], units[i]});
    std::size_t good = 0;
    for (const TradeRecord& record : records_.replications) {
      bool is_had = true, is_worse = false;
      for (std::size_t i = 0; i < offers.size(); ++i)
        is_had = is_had && record.all[offers_[offers[i]].place] >= units[i];
      for (std::size_t i = 0; is_had && i < offers.size(); ++i) {
        const std::size_t from = (i + offers.size() - 1) % offers.size();
        const double gain = gain_in(record, offers[i], units[i], offers[from], units[from]);
        ring.gains[i] += gain;
        is_worse = is_worse || gain < 0;
      }
      good += !is_worse;
    }
    const auto count = static_cast<double>(records_.replications.size());
    for (double& it : ring.gains) ring.total += it /= count;
    ring.not_worse = static_cast<double>(good) / count;
    return ring;
  }

  // The most that all sides can give, in compute where that is what is exchanged.
  double most_of_all(const std::vector<std::size_t>& offers) const {
    double most = 0;
    for (const TradeRecord& record : records_.replications) {
      double least = 1e300;
      for (const std::size_t it : offers)
        least = std::min(least, weight(it) * static_cast<double>(record.all[offers_[it].place]));
      most = std::max(most, least);
    }
    return most;
  }

  std::optional<std::vector<Units>> units_of(const std::vector<std::size_t>& offers, double size) const {
    std::vector<Units> out;
    for (const std::size_t it : offers) out.push_back(in_lots(it, size / weight(it)));
    const bool has_none = std::any_of(out.begin(), out.end(), [](Units it) { return it == 0; });
    return has_none ? std::nullopt : std::optional(out);
  }

  void look_at(const std::vector<std::size_t>& offers) {
    if (wishes_.look_up) wishes_.look_up();
    ++out_.estimated;
    std::optional<Ring> free, paid;
    const double most = most_of_all(offers);
    for (const double part : size_parts) {
      const auto units = units_of(offers, most * part);
      if (!units) continue;
      Ring ring = estimated(offers, *units);
      if (!(ring.total > 0)) {
        keep_other(std::move(ring));
        continue;
      }
      auto& best = ring.is_free() && ring.not_worse >= sure_ ? free : paid;
      if (!best || ring.total > best->total) best = std::move(ring);
    }
    if (free) keep(out_.free, std::move(*free));
    if (paid) keep(out_.paid, std::move(*paid));
  }

  void keep_other(Ring ring) {
    const auto gains = [](double it) { return it > 0; };
    if (std::any_of(ring.gains.begin(), ring.gains.end(), gains)) keep(out_.others, std::move(ring));
  }

  static void keep(std::vector<Ring>& rings, Ring ring) {
    rings.push_back(std::move(ring));
    if (rings.size() > 2 * most_kept) keep_best(rings);
  }

  static void keep_best(std::vector<Ring>& rings) {
    std::stable_sort(rings.begin(), rings.end(), [](const Ring& a, const Ring& b) { return a.total > b.total; });
    if (rings.size() > most_kept) rings.resize(most_kept);
  }

  // For each offer, those whose units its owner would have in place of its own.
  std::vector<std::vector<std::size_t>> partners() const {
    std::vector<std::vector<std::size_t>> out(offers_.size());
    for (std::size_t a = 0; a < offers_.size(); ++a) {
      std::vector<std::pair<double, std::size_t>> liked;
      for (std::size_t b = 0; b < offers_.size(); ++b) {
        if (!may_trade(a, b)) continue;
        const auto units = units_of({a, b}, most_of_all({a, b}));
        if (!units) continue;
        double gain = 0;
        for (const TradeRecord& record : records_.replications)
          gain += gain_in(record, a, (*units)[0], b, (*units)[1]) / static_cast<double>((*units)[0]);
        liked.emplace_back(gain, b);
      }
      std::stable_sort(liked.begin(), liked.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
      for (std::size_t i = 0; i < std::min(most_partners, liked.size()); ++i) out[a].push_back(liked[i].second);
    }
    return out;
  }

  // Each has the units of the one after it in the path; no organisation twice, the first offer is the least.
  void look_at_circles() {
    const auto liked = partners();
    std::vector<std::size_t> path;
    const std::function<void()> go_on = [&] {
      for (const std::size_t next : liked[path.back()]) {
        if (next == path.front() && path.size() > 2) look_at({path.rbegin(), path.rend()});
        if (next <= path.front() || path.size() == wishes_.most_parties) continue;
        const auto is_same = [&](std::size_t it) { return place_of(it).organisation == place_of(next).organisation; };
        if (std::any_of(path.begin(), path.end(), is_same)) continue;
        path.push_back(next);
        go_on();
        path.pop_back();
      }
    };
    for (std::size_t a = 0; a < offers_.size(); ++a) {
      path = {a};
      go_on();
    }
  }

  const TradeRecords& records_;
  const RingWishes& wishes_;
  double sure_;
  std::vector<Offer> offers_;
  Rings out_;
};

}  // namespace

bool Ring::is_free() const {
  return std::none_of(gains.begin(), gains.end(), [](double it) { return it < 0; });
}

Rings rings_of(const TradeRecords& records, const RingWishes& wishes, double sure) {
  return Finder(records, wishes, sure).find();
}

}  // namespace allot::experiment
