#include "foresight/at_once.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "foresight/assembly.hpp"

namespace allot::foresight {
namespace {

Best nothing(const Limits& limits) { return {0, std::vector<double>(limits.size(), 0), 1}; }

void add_cut(const Network& network, const Network::Cut& cut, double times, Best& to) {
  for (const std::size_t arc : cut.arcs) {
    const double part = times * static_cast<double>(network[arc].most);
    to.parts[static_cast<std::size_t>(network[arc].label)] += part;
    to.value += part;
  }
}

bool is_counted(const World& world, Time placed) { return world.counted_orders == 0 || placed >= world.counted_orders; }

/// Awards made by the last second.
Time last_second(const World& world) { return world.end - 1; }

// To where it counts, or back into stock where that may be.
void add_head_start(const HeadStart& it, bool counts, int to, Units scale, const Limits& limits, Assembly& assembly) {
  if (!counts && it.may_return_to == model::none) return;
  Network& network = assembly.network();
  const int node = network.node();
  network.arc(Network::source, node, it.units * scale, limits.start());
  if (counts) network.arc(node, to, Network::unlimited);
  if (it.may_return_to != model::none) assembly.add_to_stock(it.may_return_to, node);
}

}  // namespace

Best most_on_time(const World& world, const Limits& limits) {
  Best out = nothing(limits);
  Assembly assembly(world, limits);
  assembly.clear();
  for (const Wish& it : world.wishes) {
    const Time latest = std::min(it.due, last_second(world)) - it.way;
    if (it.due != never && it.from <= latest && is_counted(world, it.placed))
      assembly.add({&it.sources, latest, it.units, Network::target});
  }
  const auto is_on_time = [&](const HeadStart& it) {  // what had come before the start is not asked when
    return it.due != never && (!it.needs_crew || it.from <= std::min(it.due, last_second(world)));
  };
  for (const HeadStart& it : world.head_starts)
    add_head_start(it, it.is_ordered && is_on_time(it) && is_counted(world, it.placed), Network::target, 1, limits,
                   assembly);
  assembly.link();
  add_cut(assembly.network(), assembly.network().smallest_cut(), 1, out);
  return out;
}

Best most_revenue(const World& world, const Limits& limits) {
  Best out = nothing(limits);
  std::vector<double> values;
  for (const Wish& it : world.wishes)
    if (it.value > 0 && it.from <= last_second(world)) values.push_back(it.value);
  std::sort(values.begin(), values.end(), std::greater<>());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  Assembly assembly(world, limits);
  for (std::size_t i = 0; i < values.size(); ++i) {
    assembly.clear();
    for (const Wish& it : world.wishes)
      if (it.value >= values[i] && it.from <= last_second(world))
        assembly.add({&it.sources, last_second(world), it.units, Network::target});
    for (const HeadStart& it : world.head_starts) add_head_start(it, false, Network::target, 1, limits, assembly);
    assembly.link();
    add_cut(assembly.network(), assembly.network().smallest_cut(),
            values[i] - (i + 1 < values.size() ? values[i + 1] : 0), out);
  }
  return out;
}

namespace {

/// A share as a fraction, so that it is exact.
struct Share {
  Units top = 1, bottom = 1;
};

bool is_less(const Share& a, const Share& b) { return Int128{a.top} * b.bottom < Int128{b.top} * a.bottom; }

// No smaller, and such that so many times all units are far below what counts as unlimited.
Share no_smaller(Share share, Units units) {
  const Units divisor = std::max<Units>(1, std::gcd(share.top, share.bottom));
  share = {share.top / divisor, share.bottom / divisor};
  while (share.bottom > 1 && Int128{units} * std::max(share.top, share.bottom) > Network::unlimited / 4)
    share = {share.top / 2 + 1, share.bottom / 2};
  return share;
}

Units all_units(const World& world) {
  Units out = 0;
  for (const Units it : world.ordered) out += it;
  for (const Wish& it : world.wishes) out += it.units;
  for (const HeadStart& it : world.head_starts) out += it.units;
  for (const Source& it : world.sources) out += it.supply.by(world.end);
  return out;
}

class FillProblem {
 public:
  FillProblem(const World& world, const Limits& limits)
      : world_(world), limits_(limits), assembly_(world, limits), owners_(world.ordered.size(), -1) {}

  // What lets through too little, and the orders behind it; nothing where all get that share.
  bool falls_short(const Share& share) {
    build(share);
    cut_ = assembly_.network().smallest_cut();
    supply_ = wanted_ = 0;
    std::vector<char> is_cut(owners_.size(), 0);
    for (const std::size_t arc : cut_.arcs) {
      const Network::Arc& it = assembly_.network()[arc];
      if (it.to == Network::target)
        is_cut[static_cast<std::size_t>(-2 - it.label)] = 1;
      else
        supply_ += it.most / share.bottom;
    }
    for (std::size_t i = 0; i < owners_.size(); ++i)
      if (!is_cut[i]) wanted_ += world_.ordered[i];
    return Int128{supply_} * share.bottom < Int128{wanted_} * share.top;
  }
  Share held() const { return {supply_, wanted_}; }
  Best best() const {
    Best out = nothing(limits_);
    if (wanted_ == 0) return out;
    for (const std::size_t arc : cut_.arcs)
      if (const Network::Arc& it = assembly_.network()[arc]; it.label >= 0)
        out.parts[static_cast<std::size_t>(it.label)] += static_cast<double>(it.most);
    double sum = 0;
    for (const double part : out.parts) sum += part;
    out.value = static_cast<double>(supply_) / static_cast<double>(wanted_);
    for (double& part : out.parts) part = sum > 0 ? part / sum * out.value : 0;
    return out;
  }

 private:
  void build(const Share& share) {
    assembly_.clear();
    Network& network = assembly_.network();
    for (std::size_t i = 0; i < owners_.size(); ++i) {
      owners_[i] = network.node();
      if (world_.ordered[i] > 0)
        network.arc(owners_[i], Network::target, world_.ordered[i] * share.top, -2 - static_cast<int>(i));
    }
    for (const Wish& it : world_.wishes)
      if (it.from <= last_second(world_))
        assembly_.add({&it.sources, last_second(world_), it.units * share.bottom, owners_[at(it.owner)]});
    for (const HeadStart& it : world_.head_starts)
      add_head_start(it, it.is_ordered, owners_[at(it.owner)], share.bottom, limits_, assembly_);
    assembly_.link(share.bottom);
  }

  const World& world_;
  const Limits& limits_;
  Assembly assembly_;
  std::vector<int> owners_;
  Network::Cut cut_;
  Units supply_ = 0, wanted_ = 0;
};

}  // namespace

Best largest_least_fill(const World& world, const Limits& limits) {
  FillProblem problem(world, limits);
  Share share;
  Best out = nothing(limits);
  out.value = 1;
  out.parts[static_cast<std::size_t>(limits.orders())] = 1;
  const Units units = all_units(world);
  while (share.top > 0 && problem.falls_short(no_smaller(share, units)) && is_less(problem.held(), share)) {
    out = problem.best();
    share = problem.held();
  }
  return out;
}

}  // namespace allot::foresight
