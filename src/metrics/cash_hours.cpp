#include <map>
#include <optional>
#include <tuple>

#include "engine/policy.hpp"
#include "metrics/cash_book.hpp"
#include "metrics/price_path.hpp"

namespace allot::metrics {
namespace {

using engine::Index;
using engine::MoneyStep;
using engine::SliceState;

/// Units that are alike in all that hours cost or earn.
struct HourlyUnits {
  Index owner = 0, payer = 0, product = 0, site = model::none;
  bool is_bought = true;
  friend auto operator<=>(const HourlyUnits&, const HourlyUnits&) = default;
};

/// When how many more or fewer were there.
using Changes = std::vector<std::pair<Time, Units>>;

bool is_online(const MoneyStep::Side& side) { return side.state == SliceState::online; }

bool is_in_hall(const MoneyStep::Side& side) {
  return side.site != model::none && (is_online(side) || side.state == SliceState::installing ||
                                      side.state == SliceState::commissioning || side.state == SliceState::unpowered);
}

template <class Counts>
std::map<HourlyUnits, Changes> changes(const engine::Observations& seen, Counts&& counts) {
  std::map<HourlyUnits, Changes> out;
  for (const MoneyStep& step : seen.money) {
    const auto note = [&](const MoneyStep::Side& side, Units by) {
      if (counts(side)) out[{side.owner, side.payer, side.product, side.site, step.is_bought}].emplace_back(step.at, by);
    };
    note(step.before, step.is_before ? 0 : -step.before.units);
    note(step.after, step.after.units);
  }
  return out;
}

/// Calls `take` for each month with what `integral` of a time comes to, times the units that were there.
template <class Integral, class Take>
void each_month(const Months& months, const Changes& changes, Integral&& integral, Take&& take) {
  Units level = 0;
  auto change = changes.begin();
  for (std::size_t month = 0; month < months.until_end(); ++month) {
    const Time begin = months.begin(month), end = months.end(month);
    double sum = static_cast<double>(level) * integral(begin, end);
    for (; change != changes.end() && change->first < end; ++change) {
      level += change->second;
      sum += static_cast<double>(change->second) * integral(change->first, end);
    }
    take(month, sum);
  }
}

/// Prices and amounts by the draws of the replication.
class Drawn {
 public:
  Drawn(const model::Model& model, std::span<const double> draws) : model_(model), draws_(draws) {}

  PricePath of(const model::Price& price) const { return {model_, price, draws_}; }
  double value(const model::Amount& amount) const { return engine::value(amount, draws_); }

 private:
  const model::Model& model_;
  std::span<const double> draws_;
};

constexpr double seconds_an_hour = 3600;

void earn(const model::Product& product, const Drawn& drawn, const HourlyUnits& who, const Changes& online,
          CashBook& book) {
  if (!product.revenue) return;
  const PricePath price = drawn.of(*product.revenue);
  const double share = drawn.value(product.utilisation) / seconds_an_hour;
  each_month(
      book.months(), online, [&](Time from, Time until) { return price.integral(from, until); },
      [&](std::size_t month, double sum) { book.accrue(who.owner, CashLine::revenue, month, sum * share, false); });
}

void use_energy(const model::Site& site, const Drawn& drawn, const HourlyUnits& who, const Changes& online,
                CashBook& book) {
  if (!site.energy_price) return;
  const PricePath price = drawn.of(*site.energy_price);
  const double kilowatts = static_cast<double>(site.power.cost[model::at(who.product)]) / 1000;
  const double each = kilowatts * drawn.value(site.load) / seconds_an_hour;
  each_month(
      book.months(), online, [&](Time from, Time until) { return price.integral(from, until); },
      [&](std::size_t month, double sum) {
        book.accrue(who.payer, CashLine::energy, month, -sum * each, who.is_bought);
      });
}

void rent_hall(const model::Model& model, const Drawn& drawn, const HourlyUnits& who, const Changes& there,
               CashBook& book) {
  const model::Site& site = model.sites[model::at(who.site)];
  if (!site.rent) return;
  const PricePath price = drawn.of(*site.rent);
  const double kilowatts = static_cast<double>(model.products[model::at(who.product)].watts) / 1000;
  each_month(
      book.months(), there, [&](Time from, Time until) { return price.integral(from, until); },
      [&](std::size_t month, double sum) {
        const double rent = sum * kilowatts / static_cast<double>(book.months().length(month));
        book.accrue(who.payer, CashLine::hall_rent, month, -rent, who.is_bought);
      });
}

// What the same hours would cost if they were rented.
void rent_instead(const model::Product& product, const Drawn& drawn, const HourlyUnits& who, const Changes& online,
                  CashBook& book) {
  if (!who.is_bought || !product.rent) return;
  const PricePath price = drawn.of(*product.rent);
  const auto at_end_of = [&](std::size_t month) { return book.present(book.months().end(month)) / seconds_an_hour; };
  const double needed = drawn.value(product.utilisation);
  each_month(
      book.months(), online, [&](Time from, Time until) { return price.integral(from, until); },
      [&](std::size_t month, double sum) {
        book.of(who.payer).rent += sum * at_end_of(month);
        book.of(who.payer).rent_needed += sum * at_end_of(month) * needed;
      });
  each_month(
      book.months(), online, [](Time from, Time until) { return static_cast<double>(until - from); },
      [&](std::size_t month, double sum) { book.of(who.payer).hours += sum * at_end_of(month); });
}

}  // namespace

void accrue_by_hours(const model::Model& model, const engine::Observations& seen, CashBook& book) {
  const Drawn drawn(model, seen.draws);
  for (const auto& [who, online] : changes(seen, is_online)) {
    const model::Product& product = model.products[model::at(who.product)];
    earn(product, drawn, who, online, book);
    if (who.site != model::none) use_energy(model.sites[model::at(who.site)], drawn, who, online, book);
    rent_instead(product, drawn, who, online, book);
  }
  for (const auto& [who, there] : changes(seen, is_in_hall)) rent_hall(model, drawn, who, there, book);
}

}  // namespace allot::metrics
