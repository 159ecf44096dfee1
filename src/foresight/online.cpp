#include <algorithm>
#include <map>
#include <tuple>

#include "foresight/assembly.hpp"
#include "foresight/over_time.hpp"

/// At each moment by itself: the most units that could be online then, had everything until then been done for that moment.
namespace allot::foresight {
namespace {

constexpr std::size_t most_moments = 1000;
constexpr Duration grains[] = {1, 3600, 6 * 3600, day, week, 4 * week};  // seconds
constexpr Units moments_of_a_crew = 100;
constexpr double parts_lent[] = {1.0 / 16, 1.0 / 4, 1.0 / 2, 1};  // of the time in which a unit could be online

/// Wishes that differ in nothing but the day from which they claim.
struct Kind {
  std::vector<Index> sources;
  Index destination = 0;
  Duration delay = 0;  ///< from the award until online, at least
  Supply wanted;
};

using Key = std::tuple<std::vector<Index>, Index, Duration>;

std::vector<Kind> kinds_of(const World& world) {
  std::map<Key, Supply> by_key;
  for (const Wish& it : world.wishes) by_key[{it.sources, it.destination, it.way + it.service}].add(it.from, it.units);
  std::vector<Kind> out;
  for (auto& [key, wanted] : by_key) {
    wanted.close();
    out.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), std::move(wanted)});
  }
  return out;
}

/// Where a destination is in the network of a moment.
class Sites {
 public:
  Sites(const World& world, const Limits& limits) : world_(world), limits_(limits), nodes_(world.sites.size()) {}

  void clear() { std::fill(nodes_.begin(), nodes_.end(), Nodes{}); }

  /// The node from which all sites of a destination can be reached, with the crew or without.
  int entry(Network& network, Index destination, bool needs_crew, Time moment, Time last) {
    const Destination& it = world_.destinations[at(destination)];
    if (it.is_free) return Network::target;
    if (it.sites.size() == 1) return door(network, at(it.sites.front()), needs_crew, moment, last);
    const int node = network.node();
    for (const Index site : it.sites)
      network.arc(node, door(network, at(site), needs_crew, moment, last), Network::unlimited);
    return node;
  }

 private:
  struct Nodes {
    int inside = -1, crew = -1;
  };

  // What a crew has done by the last second before the next moment counts.
  int door(Network& network, std::size_t site, bool needs_crew, Time moment, Time last) {
    Nodes& it = nodes_[site];
    if (it.inside < 0) {
      it.inside = network.node();
      const Limit limit = limit_at(world_.sites[site], moment);
      network.arc(it.inside, Network::target, limit.units, limit.is_power ? limits_.power(site) : limits_.room(site));
    }
    if (!needs_crew || world_.sites[site].crew.per == 0) return it.inside;
    if (it.crew < 0) {
      it.crew = network.node();
      network.arc(it.crew, it.inside, world_.sites[site].crew.by(last), limits_.crew(site));
    }
    return it.crew;
  }

  static Limit limit_at(const Site& site, Time moment) {
    const auto after = std::upper_bound(site.limits.begin(), site.limits.end(), moment,
                                        [](Time wanted, const Limit& it) { return wanted < it.at; });
    return after == site.limits.begin() ? Limit{0, Network::unlimited, false} : *std::prev(after);
  }

  const World& world_;
  const Limits& limits_;
  std::vector<Nodes> nodes_;
};

// How many units a crew may have to do.
Units most_to_install(const World& world, Index site) {
  Units out = 0;
  const auto may_stand_there = [&](Index destination) {
    const std::vector<Index>& sites = world.destinations[at(destination)].sites;
    return std::binary_search(sites.begin(), sites.end(), site);
  };
  for (const Wish& it : world.wishes)
    if (may_stand_there(it.destination)) out += it.units;
  for (const HeadStart& it : world.head_starts)
    if (it.needs_crew && may_stand_there(it.destination)) out += it.units;
  return out;
}

// When a crew has done one more unit, or where these are many, so many more.
void add_work_of_crews(const World& world, std::vector<Time>& out) {
  for (std::size_t s = 0; s < world.sites.size(); ++s) {
    const Crew& it = world.sites[s].crew;
    if (it.per == 0) continue;
    const Units all = std::min(it.by(world.end - 1), most_to_install(world, static_cast<Index>(s)));
    const Units step = std::max<Units>(1, all / moments_of_a_crew);
    for (Units done = step; done <= all; done += step) out.push_back(it.when(done));
  }
}

// When anything changes. Behind `most` of them it does not look further.
std::vector<Time> moments_of(const World& world, const std::vector<Kind>& kinds) {
  std::vector<std::vector<Time>> by_source(world.sources.size());
  for (std::size_t i = 0; i < world.sources.size(); ++i) {
    const Index to = world.sources[i].falls_to;
    for (const auto& [time, units] : world.sources[i].supply.steps()) {
      by_source[i].push_back(time);
      if (to != model::none) by_source[at(to)].push_back(time);
    }
  }
  std::vector<Time> out = {world.from};
  for (const Kind& kind : kinds) {
    for (const Index source : kind.sources)
      for (const Time time : by_source[at(source)]) out.push_back(time + kind.delay);
    for (const auto& [time, units] : kind.wanted.steps()) out.push_back(time + kind.delay);
  }
  for (const HeadStart& it : world.head_starts) out.push_back(it.from);
  for (const Site& site : world.sites)
    for (const Limit& it : site.limits) out.push_back(it.at);
  add_work_of_crews(world, out);
  std::erase_if(out, [&](Time it) { return it < world.from || it >= world.end; });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Time down(Time time, Duration grain) { return time - (time % grain + grain) % grain; }

World rounded(const World& world, Duration grain) {
  World out = world;
  for (Source& it : out.sources) it.supply.round_down(grain);
  for (Wish& it : out.wishes) {
    it.from = down(it.from, grain);
    it.way = down(it.way, grain);
    it.service = down(it.service, grain);
  }
  for (HeadStart& it : out.head_starts) it.from = down(it.from, grain);
  return out;
}

/// All moments of one world.
class OverTime {
 public:
  OverTime(const World& world, const Limits& limits)
      : world_(world), limits_(limits), assembly_(world, limits), sites_(world, limits) {}

  Best sum(const std::vector<Kind>& kinds, const std::vector<Time>& moments) {
    Best out{0, std::vector<double>(limits_.size(), 0), 1};
    std::vector<Int128> seconds(limits_.size(), 0);
    for (std::size_t i = 0; i < moments.size(); ++i) {
      const Time until = i + 1 < moments.size() ? moments[i + 1] : world_.end;
      const Network::Cut cut = cut_at(kinds, moments[i], until - 1);
      for (const std::size_t arc : cut.arcs)
        seconds[static_cast<std::size_t>(assembly_.network()[arc].label)] +=
            Int128{assembly_.network()[arc].most} * (until - moments[i]);
    }
    Int128 all = 0;
    for (std::size_t i = 0; i < seconds.size(); ++i) {
      out.parts[i] = static_cast<double>(seconds[i]) / day;
      all += seconds[i];
    }
    out.value = static_cast<double>(all) / day;
    return out;
  }

 private:
  Network::Cut cut_at(const std::vector<Kind>& kinds, Time moment, Time last) {
    assembly_.clear();
    sites_.clear();
    Network& network = assembly_.network();
    for (const Kind& it : kinds) {
      const Units wanted = it.wanted.by(moment - it.delay);
      if (wanted == 0) continue;
      assembly_.add(
          {&it.sources, moment - it.delay, wanted, sites_.entry(network, it.destination, true, moment, last)});
    }
    for (const HeadStart& it : world_.head_starts) {
      const bool is_there = it.from <= moment;
      if (it.may_return_to == model::none && is_there)
        network.arc(Network::source, entry_of(it, moment, last), it.units, limits_.start());
      if (it.may_return_to == model::none) continue;
      const int node = network.node();
      network.arc(Network::source, node, it.units, limits_.start());
      if (is_there) network.arc(node, entry_of(it, moment, last), Network::unlimited);
      assembly_.add_to_stock(it.may_return_to, node);
    }
    assembly_.link();
    return network.smallest_cut();
  }

  int entry_of(const HeadStart& it, Time moment, Time last) {
    return sites_.entry(assembly_.network(), it.destination, it.needs_crew, moment, last);
  }

  const World& world_;
  const Limits& limits_;
  Assembly assembly_;
  Sites sites_;
};

Best most_at_each_moment(const World& world, const Limits& limits) {
  World coarse = world;
  for (std::size_t i = 0;; ++i) {
    if (i > 0) coarse = rounded(world, grains[i]);
    const std::vector<Kind> kinds = kinds_of(coarse);
    const std::vector<Time> moments = moments_of(coarse, kinds);
    if (moments.size() > most_moments && i + 1 < std::size(grains)) continue;
    Best out = OverTime(coarse, limits).sum(kinds, moments);
    out.grain = grains[i];
    return out;
  }
}

// By its terms it is online for no more than so large a part of what is counted after it can be there.
bool is_short(const World& world, const Wish& it, double part) {
  return it.lent && static_cast<double>(*it.lent) <
                        part * static_cast<double>(it.units) * static_cast<double>(most_online(world, it));
}

// What is lent that shortly counts for as long as its terms last, whatever there is for it; all else at each moment.
Best most_with_terms(const World& world, const Limits& limits, double part) {
  World others = world;
  Int128 lent = 0;
  std::erase_if(others.wishes, [&](const Wish& it) {
    if (!is_short(world, it, part)) return false;
    lent += *it.lent;
    return true;
  });
  Best out = most_at_each_moment(others, limits);
  const double days = static_cast<double>(lent) / day;
  out.parts[static_cast<std::size_t>(limits.terms())] = days;
  out.value += days;
  return out;
}

}  // namespace

Best most_over_time(const World& world, const Limits& limits) {
  Best out = most_at_each_moment(world, limits);
  std::ptrdiff_t before = 0;
  for (const double part : parts_lent) {
    const auto short_ones = std::count_if(world.wishes.begin(), world.wishes.end(),
                                          [&](const Wish& it) { return is_short(world, it, part); });
    if (short_ones == before) continue;
    before = short_ones;
    if (Best other = most_with_terms(world, limits, part); other.value < out.value) out = std::move(other);
  }
  return out;
}

}  // namespace allot::foresight
