#include "experiment/trade_payments.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "allot/metric.hpp"

namespace allot::experiment {
namespace {

struct Account {
  const TradeEffect* who;
  double left;  ///< of its gain, or of its loss
};

std::vector<Account> sorted(std::vector<Account> accounts) {
  std::stable_sort(accounts.begin(), accounts.end(),
                   [](const Account& a, const Account& b) { return a.left > b.left; });
  return accounts;
}

std::vector<Account> winners_of(const std::vector<TradeEffect>& effects) {
  std::vector<Account> out;
  for (const TradeEffect& it : effects)
    if (it.gain > 0 && !it.is_at_risk) out.push_back({&it, it.gain});
  return sorted(std::move(out));
}

std::vector<Account> losers_of(const std::vector<TradeEffect>& effects) {
  std::vector<Account> out;
  for (const TradeEffect& it : effects)
    if (it.is_at_risk) out.push_back({&it, std::max(0.0, -it.gain)});
  return sorted(std::move(out));
}

// What a day is worth to it, where one is known: days of a unit are worth the cost of delay.
std::optional<double> price(const Scenario& scenario, std::string_view metric, const std::string& organisation) {
  const Unit unit = metric_named(metric)->unit;
  if (unit == Unit::money) return 1;
  if (unit != Unit::gpu_days) return std::nullopt;
  for (const Organisation& it : scenario.organisations)
    if (it.id == organisation && it.delay_cost > 0) return it.delay_cost;
  return std::nullopt;
}

TradePayment payment(const Account& from, const Account& to, const Scenario& scenario, std::string_view metric) {
  TradePayment out;
  out.from = from.who->organisation;
  out.to = to.who->organisation;
  out.least = std::min(from.left, to.left);
  out.most = from.left;
  out.least_sure = std::max(out.least, to.left > from.left ? 0 : -to.who->at_least);
  const auto of_payer = price(scenario, metric, out.from), of_paid = price(scenario, metric, out.to);
  if (of_payer && of_paid) {
    out.least_money = out.least * *of_paid;
    out.most_money = out.most * *of_payer;
  }
  return out;
}

}  // namespace

std::vector<TradePayment> payments_of(const std::vector<TradeEffect>& effects, const Scenario& scenario,
                                      std::string_view metric) {
  std::vector<Account> winners = winners_of(effects);
  std::vector<TradePayment> out;
  auto winner = winners.begin();
  for (Account& loser : losers_of(effects)) do {
      while (winner != winners.end() && !(winner->left > 0)) ++winner;
      if (winner == winners.end()) return {};
      const TradePayment& it = out.emplace_back(payment(*winner, loser, scenario, metric));
      winner->left -= it.least;
      loser.left -= it.least;
    } while (loser.left > 0);
  return out;
}

}  // namespace allot::experiment
