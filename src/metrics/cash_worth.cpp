#include <algorithm>
#include <map>
#include <optional>

#include "metrics/cash_book.hpp"
#include "metrics/price_path.hpp"

namespace allot::metrics {
namespace {

using engine::Index;
using engine::MoneyStep;

/// Units that are worth the same at any time.
struct BookedUnits {
  Index owner = 0, product = 0;
  Time docked = 0;
  double price = 0;
  friend auto operator<=>(const BookedUnits&, const BookedUnits&) = default;
};

/// What a unit of each product is worth as it ages.
class Worth {
 public:
  Worth(const model::Model& model, const engine::Observations& seen) : model_(model), values_(model.products.size()) {
    for (std::size_t p = 0; p < values_.size(); ++p)
      if (const auto& it = model.products[p].depreciation; it && it->value)
        values_[p].emplace(model, *it->value, seen.draws);
  }

  bool is_known(Index product) const { return model_.products[model::at(product)].depreciation.has_value(); }

  double of(const BookedUnits& unit, Time when) const {
    const model::Depreciation& terms = *model_.products[model::at(unit.product)].depreciation;
    const auto& value = values_[model::at(unit.product)];
    const double base = value ? value->at(when) : unit.price;
    if (!terms.life) return base;
    const double age = static_cast<double>(when - unit.docked) / static_cast<double>(*terms.life);
    return base * (1 - (1 - terms.residual) * std::min(1.0, age));
  }

 private:
  const model::Model& model_;
  std::vector<std::optional<PricePath>> values_;
};

/// The books of all organisations, month by month.
class Books {
 public:
  Books(const model::Model& model, const engine::Observations& seen, CashBook& book)
      : model_(model), worth_(model, seen), book_(book), advances_(model.organisations.size()) {}

  void keep(const std::vector<MoneyStep>& steps) {
    for (const MoneyStep& step : steps) {
      close_until(step.at);
      if (step.is_bought) take(step);
    }
    close_until(model_.end);
    std::vector<double> left = advances_;
    for (const auto& [unit, units] : held_)
      left[model::at(unit.owner)] += static_cast<double>(units) * worth_.of(unit, model_.end);
    for (std::size_t o = 0; o < left.size(); ++o) book_.leave(static_cast<Index>(o), left[o]);
  }

 private:
  static BookedUnits booked(const MoneyStep& step, const MoneyStep::Side& side) {
    return {side.payer, side.product, step.docked, side.price};
  }

  double worth(const MoneyStep::Side& side, const MoneyStep& step) const {
    return worth_.is_known(side.product) ? worth_.of(booked(step, side), step.at) : 0;
  }

  // What is delivered comes into the books at what it cost, what is handed over at what it is worth; what goes back to its
  // supplier is written off.
  void take(const MoneyStep& step) {
    const bool had = is_held(step.before), has = is_held(step.after);
    if (had && has && step.before.payer == step.after.payer) return;
    if (had) change(booked(step, step.before), -step.before.units, has ? worth(step.before, step) : 0);
    if (has) change(booked(step, step.after), step.after.units, had || step.is_before ? worth(step.after, step) : step.after.price);
    advance(step, step.before, had, -1);
    advance(step, step.after, has, +1);
  }

  void change(const BookedUnits& unit, Units by, double each) {
    if (!worth_.is_known(unit.product)) return;
    book_.of(unit.owner).depreciation[month_] += static_cast<double>(by) * each;
    if ((held_[unit] += by) == 0) held_.erase(unit);
  }

  static bool has_gone(engine::SliceState state) {
    using State = engine::SliceState;
    return state == State::cancelled || state == State::resold || state == State::returning || state == State::returned;
  }

  // What was paid for units that are still to come.
  void advance(const MoneyStep& step, const MoneyStep::Side& side, bool is_there, double sign) {
    if (is_there || has_gone(side.state) || !worth_.is_known(side.product))
      return;
    advances_[model::at(side.payer)] += sign * paid_for(model_, step.contract, side).total();
  }

  // What a month took of the worth: what stood in the books and came into them, less what stands in them as it ends.
  void close_until(Time when) {
    while (month_ < book_.months().until_end() && book_.months().end(month_) <= when) {
      const Time end = book_.months().end(month_);
      const bool is_last = month_ + 1 == book_.months().until_end();
      for (const auto& [unit, units] : held_) {
        const double stands = static_cast<double>(units) * worth_.of(unit, end);
        book_.of(unit.owner).depreciation[month_] -= stands;
        if (!is_last) book_.of(unit.owner).depreciation[month_ + 1] += stands;
      }
      ++month_;
    }
  }

  const model::Model& model_;
  Worth worth_;
  CashBook& book_;
  std::map<BookedUnits, Units> held_;
  std::vector<double> advances_;  ///< by organisation
  std::size_t month_ = 0;
};

}  // namespace

void keep_books(const model::Model& model, const engine::Observations& seen, CashBook& book) {
  Books(model, seen, book).keep(seen.money);
}

}  // namespace allot::metrics
