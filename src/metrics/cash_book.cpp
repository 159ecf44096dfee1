#include "metrics/cash_book.hpp"

#include <algorithm>

#include "base/elementary.hpp"
#include "engine/policy.hpp"

namespace allot::metrics {
Duration longest_credit(const model::Model& model) {
  Duration longest = 0;
  for (const model::Contract& it : model.contracts)
    for (const Duration net : it.payments.net) longest = std::max(longest, net);
  return longest;
}

double OrganisationCash::total(CashLine line) const {
  double sum = 0;
  for (const CashLines& month : months) sum += month[static_cast<std::size_t>(line)];
  return sum;
}

CashBook::CashBook(const model::Model& model, const engine::Observations& seen)
    : now_(model.as_of),
      end_(model.end),
      rate_(engine::value(model.discount_rate, seen.draws)),
      cash_{Months(model.start, model.end, longest_credit(model)), {}, unpaid_decisions(model, seen)} {
  cash_.organisations.resize(model.organisations.size());
  for (OrganisationCash& it : cash_.organisations) {
    it.months.resize(cash_.months.size());
    it.depreciation.resize(cash_.months.size());
  }
}

double CashBook::present(Time when) const {
  constexpr double year = 365.0 * day;
  if (when < now_) return 0;
  return elementary::pow(1 + rate_, -static_cast<double>(when - now_) / year);
}

void CashBook::add(engine::Index organisation, CashLine line, std::size_t month, Time when, double money,
                   bool is_for_bought) {
  if (money == 0) return;
  OrganisationCash& it = of(organisation);
  it.months[month][static_cast<std::size_t>(line)] += money;
  const double counts = money * present(when);
  it.npv += counts;
  if (is_for_bought) it.buying -= counts;
}

void CashBook::pay(engine::Index organisation, CashLine line, Time when, double money, bool is_for_bought) {
  add(organisation, line, months().of(when), when, money, is_for_bought);
}

void CashBook::accrue(engine::Index organisation, CashLine line, std::size_t month, double money, bool is_for_bought) {
  add(organisation, line, month, months().end(month), money, is_for_bought);
}

void CashBook::leave(engine::Index organisation, double book_value) {
  OrganisationCash& it = of(organisation);
  const double counts = book_value * present(end_);
  it.book_value = book_value;
  it.npv += counts;
  it.buying -= counts;
}

Cash cash_of(const model::Model& model, const engine::Observations& seen) {
  CashBook book(model, seen);
  pay_for_units(model, seen, book);
  accrue_by_hours(model, seen, book);
  pay_for_decisions(model, seen, book);
  keep_books(model, seen, book);
  return book.take();
}

}  // namespace allot::metrics
