#include "allot/cash.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/nearest.hpp"
#include "experiment/cash_rows.hpp"
#include "experiment/design.hpp"
#include "experiment/effort.hpp"
#include "experiment/labels.hpp"
#include "statistics/estimate.hpp"

namespace allot {
namespace {

using experiment::CashLayout;
using experiment::CashRows;

constexpr std::string_view line_words[] = {"order",       "award",  "shipment",  "delivery", "handed_over",
                                           "cancel_fees", "energy", "hall_rent", "revenue", "decisions"};
static_assert(std::size(line_words) == metrics::cash_lines, "each line has a word");

void expect_money(const Scenario& scenario, const std::string& name) {
  if (scenario.money) return;
  throw RequestError((name.empty() ? std::string("the scenario") : "'" + name + "'") +
                     " has no 'money', so nothing is reckoned by date; \"money\": {\"discount_rate\": 0.1} is enough");
}

void expect_rent(const Scenario& scenario) {
  const auto has_rent = [](const Product& it) { return it.rent.has_value(); };
  if (std::none_of(scenario.products.begin(), scenario.products.end(), has_rent))
    throw RequestError("no product says what an hour of it could be rented at: its 'rent'");
}

/// Places of those asked for: one, or all.
std::vector<std::size_t> organisations_asked(const Scenario& scenario, const std::string& id) {
  std::vector<std::size_t> out;
  std::vector<std::string> known;
  for (std::size_t i = 0; i < scenario.organisations.size(); ++i) {
    known.push_back(scenario.organisations[i].id);
    if (id.empty() || known.back() == id) out.push_back(i);
  }
  if (!out.empty() || id.empty()) return out;
  const std::string near = nearest(id, known);
  throw RequestError("unknown organisation '" + id + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

/// The rows of a scenario, and how many of them count.
struct Reckoned {
  const CashRows& rows;
  std::size_t replications;

  Estimate at(std::size_t subject, std::size_t place) const {
    return estimate(rows.column(subject, place, replications));
  }
  std::vector<double> whole(std::size_t subject, CashLayout::Whole whole) const {
    return rows.column(subject, rows.layout().place(whole), replications);
  }
};

bool is_nothing(const CashInPeriod& it) {
  return std::all_of(it.lines.begin(), it.lines.end(), [](const Estimate& line) { return line.min == 0 && line.max == 0; });
}

CashFlow flow_of(const Reckoned& it, std::size_t subject, std::string organisation) {
  const CashLayout& layout = it.rows.layout();
  CashFlow out{std::move(organisation), {}, {}, {}, {}};
  for (std::size_t period = 0; period < layout.periods().size(); ++period) {
    CashInPeriod& in = out.periods.emplace_back();
    in.period = layout.periods()[period];
    for (std::size_t line = 0; line < metrics::cash_lines; ++line)
      in.lines.push_back(it.at(subject, layout.place(period, line)));
    in.net = it.at(subject, layout.place(period, CashLayout::net));
    in.so_far = it.at(subject, layout.place(period, CashLayout::so_far));
    in.depreciation = it.at(subject, layout.place(period, CashLayout::depreciation));
  }
  while (out.periods.size() > layout.until_end() && is_nothing(out.periods.back())) out.periods.pop_back();
  out.npv = it.at(subject, layout.place(CashLayout::npv));
  out.book_value = it.at(subject, layout.place(CashLayout::book_value));
  out.lowest = it.at(subject, layout.place(CashLayout::lowest));
  return out;
}

double mean_over(const std::vector<double>& values) { return estimate(values).mean; }

/// The quotient of two means, and its interval from what each replication is off it.
std::pair<double, std::optional<Interval>> ratio_of(const std::vector<double>& above,
                                                    const std::vector<double>& below) {
  const double mean_below = mean_over(below);
  if (mean_below == 0) return {std::numeric_limits<double>::quiet_NaN(), std::nullopt};
  const double ratio = mean_over(above) / mean_below;
  std::vector<double> off;
  for (std::size_t i = 0; i < above.size(); ++i) off.push_back((above[i] - ratio * below[i]) / mean_below);
  const auto ci95 = estimate(off).ci95;
  if (!ci95) return {ratio, std::nullopt};
  return {ratio, Interval{ratio + ci95->low, ratio + ci95->high}};
}

constexpr double none = std::numeric_limits<double>::quiet_NaN();

CashAlternative in_place_of_buying(const Reckoned& it, std::size_t subject, std::string against,
                                   std::string organisation, CashLayout::Whole instead) {
  const std::vector<double> npv = it.whole(subject, CashLayout::npv), buying = it.whole(subject, CashLayout::buying),
                            rent = it.whole(subject, instead);
  std::vector<double> other, difference;
  for (std::size_t i = 0; i < npv.size(); ++i) {
    other.push_back(npv[i] + buying[i] - rent[i]);
    difference.push_back(rent[i] - buying[i]);
  }
  return {std::move(against), std::move(organisation), estimate(other), estimate(difference), none, none, {}, {}, none};
}

CashAlternative rented(const Reckoned& it, std::size_t subject, std::string organisation) {
  const std::vector<double> buying = it.whole(subject, CashLayout::buying);
  CashAlternative out = in_place_of_buying(it, subject, "rent", std::move(organisation), CashLayout::rent);
  std::tie(out.rent, out.rent_ci95) = ratio_of(buying, it.whole(subject, CashLayout::hours));
  std::tie(out.share, out.share_ci95) = ratio_of(buying, it.whole(subject, CashLayout::rent));
  return out;
}

/// Only the hours that are needed are rented, in place of all.
CashAlternative rented_as_needed(const Reckoned& it, std::size_t subject, std::string organisation) {
  CashAlternative out =
      in_place_of_buying(it, subject, "rent_needed", std::move(organisation), CashLayout::rent_needed);
  out.needed = ratio_of(it.whole(subject, CashLayout::rent_needed), it.whole(subject, CashLayout::rent)).first;
  return out;
}

CashAlternative in_variant(const Reckoned& it, const Reckoned& other, std::size_t subject, const std::string& against,
                           std::string organisation) {
  const std::vector<double> here = it.whole(subject, CashLayout::npv), there = other.whole(subject, CashLayout::npv);
  std::vector<double> difference;
  for (std::size_t i = 0; i < here.size(); ++i) difference.push_back(here[i] - there[i]);
  return {against, std::move(organisation), estimate(there), estimate(difference), none, none, {}, {}, none};
}

bool has_money(const Reckoned& it, std::size_t subject) {
  for (std::size_t place = 0; place < it.rows.layout().place(CashLayout::unpaid); ++place)
    for (const double money : it.rows.column(subject, place, it.replications))
      if (money != 0) return true;
  return false;
}

/// Those of whom there is something to say; where there is nothing of anybody, all.
std::vector<std::size_t> subjects_shown(const std::vector<Reckoned>& all) {
  const std::size_t subjects = all.front().rows.subjects();
  std::vector<std::size_t> out, every;
  for (std::size_t subject = 0; subject < subjects; ++subject) {
    every.push_back(subject);
    if (std::any_of(all.begin(), all.end(), [&](const Reckoned& it) { return has_money(it, subject); }))
      out.push_back(subject);
  }
  if (out.size() == 2 && subjects > 2) out.pop_back();  // one alone is all together
  return out.empty() ? every : out;
}

std::vector<UnpaidDecisions> unpaid(const std::vector<Reckoned>& all,
                                    const std::vector<std::pair<std::string, Scenario>>& scenarios) {
  std::vector<UnpaidDecisions> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Estimate cost = all[i].at(0, all[i].rows.layout().place(CashLayout::unpaid));
    if (cost.min != 0 || cost.max != 0) out.push_back({scenarios[i].first, cost});
  }
  return out;
}

}  // namespace

std::span<const std::string_view> cash_lines() { return line_words; }

CashFlows cash(const std::vector<std::pair<std::string, Scenario>>& scenarios, const CashRequest& request,
               const Sampling& sampling) {
  experiment::expect_fixed_count(sampling, "cash flows take the same replications of every variant");
  const Scenario& asked = scenarios.front().second;
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    expect_money(scenarios[i].second, i == 0 ? "" : scenarios[i].first);
  if (request.against_rent) expect_rent(asked);
  experiment::Design design(sampling, {});
  for (const auto& it : scenarios) design.add(it.second);
  std::vector<CashRows> rows;
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    rows.emplace_back(design, i, request.by, organisations_asked(scenarios[i].second, request.organisation));
  CashFlows out;
  out.scenario = asked.name;
  out.variant = asked.variant;
  out.question = asked.question;
  out.currency = asked.currency;
  out.by = request.by;
  out.discount_rate = design[0].model.mean_of(design[0].model.discount_rate);
  out.seed = sampling.seed;
  out.labels = experiment::labels_of(asked);
  out.basis = experiment::basis_of(asked);
  out.replications = rows.front().size();
  for (const CashRows& it : rows) out.replications = std::max(out.replications, it.size());
  std::vector<Reckoned> reckoned;
  for (const CashRows& it : rows) reckoned.push_back({it, out.replications});
  out.unpaid = unpaid(reckoned, scenarios);
  const std::vector<std::size_t> places = organisations_asked(asked, request.organisation);
  for (const std::size_t subject : subjects_shown(reckoned)) {
    const std::string id = subject < places.size() ? asked.organisations[places[subject]].id : "";
    out.flows.push_back(flow_of(reckoned[0], subject, id));
    if (request.against_rent) {
      out.alternatives.push_back(rented(reckoned[0], subject, id));
      CashAlternative needed = rented_as_needed(reckoned[0], subject, id);
      if (needed.needed < 1) out.alternatives.push_back(std::move(needed));
    }
    for (std::size_t i = 1; i < scenarios.size(); ++i)
      out.alternatives.push_back(in_variant(reckoned[0], reckoned[i], subject, scenarios[i].first, id));
  }
  return out;
}

}  // namespace allot
