#include "allot/ration.hpp"

#include <cmath>
#include <numeric>

#include "allot/experiment.hpp"
#include "random/key.hpp"
#include "random/shuffle.hpp"

namespace allot {
namespace {

using allocation::Rule;

constexpr std::uint32_t sampled_arrivals = 1000;

std::string name_of_rule(Rule rule) { return std::string(allocation::facts(rule).name); }

// One number for all claims, or one for each.
std::vector<double> ration_column(const std::string& option, std::vector<double> numbers, std::size_t claims) {
  if (numbers.empty()) return numbers;
  if (numbers.size() == 1) numbers.resize(claims, numbers.front());
  if (numbers.size() != claims)
    throw RequestError(option + ": expected one number or " + std::to_string(claims) + ", one per claim, found " +
                       std::to_string(numbers.size()));
  for (const double number : numbers)
    if (!(number >= 0)) throw RequestError(option + ": expected numbers of at least 0");
  return numbers;
}

std::vector<Units> whole_units(const std::string& option, const std::vector<double>& numbers) {
  std::vector<Units> out;
  for (const double number : numbers) {
    if (number != std::floor(number)) throw RequestError(option + ": with --lot, expected whole numbers of units");
    if (number > static_cast<double>(most_units)) throw RequestError(option + ": at most 3,000,000,000 units");
    out.push_back(static_cast<Units>(number));
  }
  return out;
}

// Orders of arrival for random_arrival among too many to go through all, always the same.
std::vector<std::uint32_t> arrivals_for_ration(bool are_needed, std::size_t claimants) {
  std::vector<std::uint32_t> out;
  if (!are_needed) return out;
  for (std::uint32_t k = 0; k < sampled_arrivals; ++k) {
    const std::size_t begin = out.size();
    out.resize(begin + claimants);
    std::iota(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), 0u);
    shuffle(std::span(out).subspan(begin), [&](std::size_t place) {
      return draw(1, 0, hash_name("ration/arrivals"), k, static_cast<std::uint32_t>(place));
    });
  }
  return out;
}

/// What the rule looks at besides claims, one column each.
struct RationTerms {
  std::vector<double> received, quotas, bids;
  double share = 0;

  allocation::RuleTerms spans() const {
    const double named = std::accumulate(quotas.begin(), quotas.end(), 0.0);
    return {received, quotas, bids, std::max(0.0, 1 - named), share};
  }
};

/// A column that belongs to one rule: needed there if it says so, refused elsewhere.
struct OwnColumn {
  const char* name;
  bool is_given;
  Rule rule;
  bool is_needed;
};

void check_own_columns(const RationRequest& request) {
  const OwnColumn own[] = {{"--received", !request.received.empty(), Rule::fair_share, false},
                           {"--receipts", !request.receipts.empty(), Rule::turn_and_earn, true},
                           {"--share", request.share.has_value(), Rule::turn_and_earn, true},
                           {"--quotas", !request.quotas.empty(), Rule::quota, true},
                           {"--bids", !request.bids.empty(), Rule::auction, true}};
  for (const OwnColumn& it : own) {
    if (it.rule != request.rule && it.is_given)
      throw RequestError(std::string(it.name) + ": only '" + name_of_rule(it.rule) + "' looks at it");
    if (it.rule == request.rule && it.is_needed && !it.is_given)
      throw RequestError("--rule: '" + name_of_rule(it.rule) + "' needs " + it.name);
  }
}

RationTerms terms_of_request(const RationRequest& request, std::size_t claims) {
  check_own_columns(request);
  RationTerms terms;
  terms.received = request.rule == Rule::fair_share ? ration_column("--received", request.received, claims)
                                                    : ration_column("--receipts", request.receipts, claims);
  terms.quotas = ration_column("--quotas", request.quotas, claims);
  terms.bids = ration_column("--bids", request.bids, claims);
  terms.share = request.share.value_or(0);
  if (!(terms.share >= 0 && terms.share <= 1)) throw RequestError("--share: expected a number from 0 to 1");
  if (std::accumulate(terms.quotas.begin(), terms.quotas.end(), 0.0) > 1 + 1e-9)
    throw RequestError("--quotas: expected parts of 1 that come to at most 1");
  return terms;
}

/// The columns that every rule looks at.
struct RationColumns {
  std::vector<double> claims, weights, caps;
};

RationColumns columns_of_request(const RationRequest& request) {
  if (request.claims.empty()) throw RequestError("--claims: expected what each asks for, found none");
  const std::size_t claims = request.claims.size();
  RationColumns out{ration_column("--claims", request.claims, claims),
                    ration_column("--weights", request.weights, claims), ration_column("--caps", request.caps, claims)};
  for (const double weight : out.weights) {
    if (weight <= 0) throw RequestError("--weights: expected weights above 0");
    if (weight != 1 && !allocation::facts(request.rule).takes_weights)
      throw RequestError("--weights: '" + name_of_rule(request.rule) + "' takes no weights");
  }
  return out;
}

DivisionAnswer divided_in_lots(const RationRequest& request, const RationColumns& common, const RationTerms& terms) {
  const std::size_t claims = common.claims.size();
  const std::vector<Units> lots = whole_units("--lot", ration_column("--lot", request.lots, claims));
  for (const Units lot : lots)
    if (lot < 1) throw RequestError("--lot: expected lots of at least 1");
  const std::vector<Units> whole_claims = whole_units("--claims", common.claims),
                           whole_caps = whole_units("--caps", common.caps);
  const std::vector<Units> minimums =
      whole_units("--min-shipment", ration_column("--min-shipment", request.minimums, claims));
  const Units supply = whole_units("--estate", {request.estate}).front();
  allocation::Division division;
  allocation::Claims all{whole_claims, whole_caps, lots, minimums, common.weights, {}, {}, terms.spans()};
  const auto orders = arrivals_for_ration(allocation::needs_arrivals(request.rule, supply, all, division), claims);
  all.arrivals = orders;
  allocation::divide(request.rule, supply, all, division);
  DivisionAnswer answer;
  answer.awards.assign(division.awards.begin(), division.awards.end());
  answer.unallocated = static_cast<double>(division.left);
  answer.in_lots = true;
  return answer;
}

DivisionAnswer divided_in_decimals(const RationRequest& request, const RationColumns& common,
                                   const RationTerms& terms) {
  allocation::RealClaims all{common.claims, common.weights, common.caps, {}, terms.spans()};
  const auto orders =
      arrivals_for_ration(allocation::needs_arrivals(request.rule, request.estate, all), common.claims.size());
  all.arrivals = orders;
  DivisionAnswer answer;
  answer.awards.resize(common.claims.size());
  allocation::share(request.rule, request.estate, all, answer.awards);
  const double given = std::accumulate(answer.awards.begin(), answer.awards.end(), 0.0);
  answer.unallocated = std::max(0.0, request.estate - given);
  return answer;
}

}  // namespace

DivisionAnswer ration(const RationRequest& request) {
  if (!(request.estate >= 0)) throw RequestError("--estate: expected at least 0");
  const RationColumns common = columns_of_request(request);
  const RationTerms terms = terms_of_request(request, common.claims.size());
  if (!request.minimums.empty() && request.lots.empty())
    throw RequestError("--min-shipment: needs --lot, since only whole units are shipped");
  DivisionAnswer answer =
      request.lots.empty() ? divided_in_decimals(request, common, terms) : divided_in_lots(request, common, terms);
  answer.rule = name_of_rule(request.rule);
  answer.estate = request.estate;
  answer.claims = common.claims;
  return answer;
}

}  // namespace allot
