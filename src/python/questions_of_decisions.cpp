#include <algorithm>

#include "allot/compensation.hpp"
#include "allot/file_questions.hpp"
#include "base/literals.hpp"
#include "json/write.hpp"
#include "python/checked.hpp"
#include "python/questions.hpp"
#include "python/rules.hpp"
#include "report/division.hpp"

namespace allot::python {
namespace {

CashPeriod period_named(const std::string& word) {
  return word == "month" ? CashPeriod::month : word == "quarter" ? CashPeriod::quarter : CashPeriod::year;
}

}  // namespace

Told ask_solve(const Asked& asked, const std::string& axis, const std::string& target, const std::string& tolerance) {
  const Search search = search_of(axis, target, tolerance);
  const Checked from = checked(asked.file());
  return told(asked, solve(asked.scenario.file, asked.edits, search, asked.sampling), from.notes);
}

Told ask_compensation(const Asked& asked, const std::string& intervention) {
  const Checked from = checked(asked.file());
  Compensation found = break_even_terms(from.scenario, intervention, asked.sampling);
  found.basis.hash = hash(from.file);
  return told(asked, std::move(found), from.notes);
}

Told ask_game(const Asked& asked, GameRequest request, const Names& rules) {
  request.rules = rules_named(rules);
  const Checked from = checked(asked.file());
  Game found = play(from.scenario, request, asked.sampling);
  found.basis.hash = hash(from.file);
  return told(asked, std::move(found), from.notes);
}

Told ask_trade(const Asked& asked, TradeRequest request, const Names& at) {
  for (const std::string& it : at) request.at.push_back(parse_date(it).value());
  const Checked from = checked(asked.file());
  Trades found = find_trades(from.scenario, request, asked.sampling);
  found.basis.hash = hash(from.file);
  const std::string patch =
      found.free.empty() && found.paid.empty() ? "" : json::write(variants_of(found, asked.edits.variant));
  Told out = told(asked, std::move(found), from.notes);
  out.patch = patch;
  return out;
}

// "rent" is no variant.
Told ask_cash(const Asked& asked, const std::string& organisation, const std::string& by, Names against) {
  CashRequest request;
  request.organisation = organisation;
  request.by = period_named(by);
  request.against_rent = std::erase(against, "rent") > 0;
  const Checked from = checked(asked.file());
  return told(asked, cash(asked.scenario.file, asked.edits, against, request, asked.sampling), from.notes);
}

Told ask_ration(const RationRequest& request, const std::string& arguments) {
  return told({{}, {}, {}, "ration", arguments}, ration(request), {});
}

}  // namespace allot::python
