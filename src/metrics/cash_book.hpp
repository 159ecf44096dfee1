#pragma once

#include "metrics/cash.hpp"

namespace allot::metrics {

/// Where all that is paid is written down, by organisation and month and as what it counts at present.
class CashBook {
 public:
  CashBook(const model::Model& model, const engine::Observations& seen);

  const Months& months() const { return cash_.months; }
  OrganisationCash& of(engine::Index organisation) { return cash_.organisations[model::at(organisation)]; }

  /// Money that is paid at a moment. `is_for_bought`: it would not be if the units that were bought were not.
  void pay(engine::Index organisation, CashLine line, Time when, double money, bool is_for_bought);
  /// Money that adds up over a month and is paid as it ends.
  void accrue(engine::Index organisation, CashLine line, std::size_t month, double money, bool is_for_bought);
  /// What is left at the end.
  void leave(engine::Index organisation, double book_value);

  /// What money then counts at present; nothing of what lies before.
  double present(Time when) const;

  Cash take() { return std::move(cash_); }

 private:
  void add(engine::Index organisation, CashLine line, std::size_t month, Time when, double money, bool is_for_bought);

  Time now_, end_;
  double rate_;
  Cash cash_;
};

/// What is paid for units as they take their steps.
void pay_for_units(const model::Model& model, const engine::Observations& seen, CashBook& book);
/// Energy, halls and revenue, and what renting would cost.
void accrue_by_hours(const model::Model& model, const engine::Observations& seen, CashBook& book);
/// What units are worth, month by month.
void keep_books(const model::Model& model, const engine::Observations& seen, CashBook& book);

/// What decisions cost whoever pays for them.
void pay_for_decisions(const model::Model& model, const engine::Observations& seen, CashBook& book);
/// And what those cost that nobody pays for.
double unpaid_decisions(const model::Model& model, const engine::Observations& seen);

/// What had been paid for units by the step that they have come to, by line; of cancelled ones what is lost.
struct Paid {
  std::array<double, 4> by_stage{};
  double fee = 0;

  double total() const { return by_stage[0] + by_stage[1] + by_stage[2] + by_stage[3] + fee; }
};
Paid paid_for(const model::Model& model, engine::Index contract, const engine::MoneyStep::Side& side);

/// Whether its owner has them: at a dock or beyond, and not sold on.
bool is_held(const engine::MoneyStep::Side& side);

}  // namespace allot::metrics
