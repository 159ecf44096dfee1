#include "market_loop.hpp"

#include <algorithm>

namespace allot::bench {
namespace {

constexpr std::int64_t whole = std::int64_t{1} << 32;  // a lot, as fractions of one are counted

using Curve = std::vector<std::pair<double, double>>;  // seconds, units a week

Curve rate_of(const ScenarioNumbers& file, const nlohmann::json& rate) {
  if (!rate.is_array()) return {{0, leading_number(rate)}};
  Curve out;
  for (const auto& point : rate)
    out.emplace_back(static_cast<double>(file.seconds(point[0])), leading_number(point[1]));
  return out;
}

// The integral of straight lines between points, level before the first and after the last.
double units_until(const Curve& curve, double t) {
  double sum = curve[0].second * std::min(t, curve[0].first);
  for (std::size_t i = 1; i < curve.size() && t > curve[i - 1].first; ++i) {
    const auto [from, low] = curve[i - 1];
    const auto [until, high] = curve[i];
    const double span = std::min(t, until) - from;
    sum += span * (low + (high - low) * span / (until - from) / 2);
  }
  if (t > curve.back().first) sum += curve.back().second * (t - curve.back().first);
  return sum / week_seconds;
}

}  // namespace

std::int64_t Buyer::units_in_time() const {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < orders.size(); ++i)
    if (left[i] == 0 && last_arrival[i] <= orders[i].due) sum += orders[i].units;
  return sum;
}

Market::Market(const ScenarioNumbers& file)
    : end_(file.end()),
      lot_(file["/products/h100/lot"].get<std::int64_t>()),
      scale_(file.lognormal(file["/parameters/market"])) {}

void Market::add_supply(const ScenarioNumbers& file, const nlohmann::json& piece) {
  const Curve curve = rate_of(file, piece.at("rate"));
  const std::int64_t from = file.seconds(piece.at("from")), until = file.seconds(piece.at("until"));
  const auto so_far = [&](std::int64_t t) {
    return units_until(curve, static_cast<double>(std::min(t, until))) - units_until(curve, static_cast<double>(from));
  };
  for (std::int64_t t = from; t < until; t += week_seconds) lots_.push_back({t, so_far(t), so_far(t + week_seconds)});
  const nlohmann::json& routes = file["/suppliers/nvidia/routes"];
  const nlohmann::json& route = routes.contains("us") ? routes.at("us") : routes.at("default");
  for (std::size_t i = 0; i < 2; ++i) stages_[i] = file.lognormal(route.at(i).at("delay"));
  std::sort(lots_.begin(), lots_.end(), [](const Lot& a, const Lot& b) { return a.at < b.at; });
}

void Market::add_order(const std::string& name, const MarketOrder& order) {
  auto found = std::find_if(buyers.begin(), buyers.end(), [&](const Buyer& it) { return it.name == name; });
  if (found == buyers.end()) found = buyers.insert(buyers.end(), {name, {}, {}});
  found->orders.push_back(order);
  found->dues.push_back({order.due, order.units, 0});
}

void Market::clear() {
  produced = stock = 0;
  awards_.resize(buyers.size());
  for (Buyer& it : buyers) {
    it.arrivals.clear();
    it.left.clear();
    it.backlog = it.claim = it.carry = it.in_transit = 0;
    for (const MarketOrder& order : it.orders) it.left.push_back(order.units), it.backlog += order.units;
    it.last_arrival.assign(it.orders.size(), 0);
    it.first = it.reached = 0;
  }
}

void Market::run(Generator& random) {
  clear();
  const double scale = scale_(random, normal_);
  auto lot = lots_.begin();
  for (std::int64_t now = 0; now < end_; now += week_seconds) {
    for (; lot != lots_.end() && lot->at <= now; ++lot) {
      const auto units = static_cast<std::int64_t>(scale * lot->after) - static_cast<std::int64_t>(scale * lot->before);
      produced += units;
      stock += units;
    }
    divide(now, random);
  }
  for (; lot != lots_.end(); ++lot) {
    const auto units = static_cast<std::int64_t>(scale * lot->after) - static_cast<std::int64_t>(scale * lot->before);
    produced += units;
    stock += units;
  }
  for (Buyer& it : buyers)
    std::sort(it.arrivals.begin(), it.arrivals.end(), [](const Dated& a, const Dated& b) { return a.at < b.at; });
}

void Market::divide(std::int64_t now, Generator& random) {
  std::int64_t claims = 0;
  for (Buyer& it : buyers) {
    for (; it.reached < it.orders.size() && it.orders[it.reached].not_before <= now; ++it.reached)
      it.claim += it.orders[it.reached].units / lot_;
    claims += it.claim;
  }
  const std::int64_t lots = stock / lot_;
  if (lots < claims)
    share(lots, claims);
  else
    for (std::size_t i = 0; i < buyers.size(); ++i) awards_[i] = buyers[i].claim;
  for (std::size_t i = 0; i < buyers.size(); ++i)
    if (awards_[i] > 0) ship(buyers[i], awards_[i] * lot_, now, random);
}

// In proportion; lots left over go by the largest remainder, together with what earlier divisions owe.
void Market::share(std::int64_t lots, std::int64_t claims) {
  std::int64_t left = lots;
  turns_.clear();
  for (std::uint32_t i = 0; i < buyers.size(); ++i) {
    Buyer& it = buyers[i];
    awards_[i] = lots * it.claim / claims;
    left -= awards_[i];
    if (it.claim == 0) continue;
    it.carry += static_cast<std::int64_t>(static_cast<double>(lots * it.claim % claims) / static_cast<double>(claims) *
                                          static_cast<double>(whole));
    if (awards_[i] < it.claim) turns_.push_back({-it.carry, i});
  }
  std::sort(turns_.begin(), turns_.end());
  for (std::int64_t k = 0; k < left; ++k) {
    const std::uint32_t i = turns_[static_cast<std::size_t>(k)].second;
    ++awards_[i];
    buyers[i].carry -= whole;
  }
}

void Market::ship(Buyer& it, std::int64_t units, std::int64_t now, Generator& random) {
  it.claim -= units / lot_;
  it.backlog -= units;
  stock -= units;
  while (units > 0) {
    const std::int64_t part = std::min(units, it.left[it.first]);
    std::int64_t arrival = now;
    for (const Lognormal& stage : stages_) arrival += static_cast<std::int64_t>(stage(random, normal_) + 0.5);
    if (arrival < end_)
      it.arrivals.push_back({arrival, part, it.orders[it.first].placed});
    else
      it.in_transit += part;
    it.last_arrival[it.first] = std::max(it.last_arrival[it.first], arrival);
    units -= part;
    it.left[it.first] -= part;
    if (it.left[it.first] == 0) ++it.first;
  }
}

}  // namespace allot::bench
