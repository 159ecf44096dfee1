#include <fmt/core.h>

#include <cmath>
#include <memory>
#include <numeric>

#include "base/nearest.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/streams.hpp"
#include "random/key.hpp"
#include "random/shuffle.hpp"
#include "report/division.hpp"

namespace allot::cli {
namespace {

using allocation::Rule;

constexpr std::uint32_t sampled_arrivals = 1000;

struct RationOptions {
  std::string rule, estate, claims, weights, caps, lot, minimum;
  std::string received, receipts, share, quotas, bids;
  OutputOptions output;
};

/// One number for all claims, or one for each.
std::vector<double> column(const std::string& option, const std::string& text, std::size_t claims) {
  if (text.empty()) return {};
  std::vector<double> numbers = decimal_numbers(option, text);
  if (numbers.size() == 1) numbers.resize(claims, numbers.front());
  if (numbers.size() != claims)
    throw UsageError(
        fmt::format("{}: expected one number or {}, one per claim, found {}", option, claims, numbers.size()));
  for (const double number : numbers)
    if (number < 0) throw UsageError(option + ": expected numbers of at least 0");
  return numbers;
}

std::vector<Units> whole(const std::string& option, const std::vector<double>& numbers) {
  std::vector<Units> out;
  for (const double number : numbers) {
    if (number != std::floor(number)) throw UsageError(option + ": with --lot, expected whole numbers of units");
    if (number > static_cast<double>(most_units)) throw UsageError(option + ": at most 3,000,000,000 units");
    out.push_back(static_cast<Units>(number));
  }
  return out;
}

// Orders of arrival for random_arrival among too many to go through all, always the same.
std::vector<std::uint32_t> arrivals(bool are_needed, std::size_t claimants) {
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
struct Terms {
  std::vector<double> received, quotas, bids;
  double share = 0;

  allocation::RuleTerms spans() const {
    const double named = std::accumulate(quotas.begin(), quotas.end(), 0.0);
    return {received, quotas, bids, std::max(0.0, 1 - named), share};
  }
};

/// An option that belongs to one rule: needed there if it says so, refused elsewhere.
struct OwnOption {
  const char* name;
  const std::string& text;
  Rule rule;
  bool is_needed;
};

void check_own_options(Rule rule, const RationOptions& options) {
  const OwnOption own[] = {{"--received", options.received, Rule::fair_share, false},
                           {"--receipts", options.receipts, Rule::turn_and_earn, true},
                           {"--share", options.share, Rule::turn_and_earn, true},
                           {"--quotas", options.quotas, Rule::quota, true},
                           {"--bids", options.bids, Rule::auction, true}};
  for (const OwnOption& option : own) {
    const std::string name(allocation::facts(option.rule).name);
    if (option.rule != rule && !option.text.empty())
      throw UsageError(std::string(option.name) + ": only '" + name + "' looks at it");
    if (option.rule == rule && option.is_needed && option.text.empty())
      throw UsageError("--rule: '" + name + "' needs " + option.name);
  }
}

Terms terms_from(Rule rule, const RationOptions& options, std::size_t claims) {
  check_own_options(rule, options);
  Terms terms;
  terms.received = rule == Rule::fair_share ? column("--received", options.received, claims)
                                            : column("--receipts", options.receipts, claims);
  terms.quotas = column("--quotas", options.quotas, claims);
  terms.bids = column("--bids", options.bids, claims);
  if (!options.share.empty()) terms.share = decimal_number("--share", options.share);
  if (terms.share < 0 || terms.share > 1) throw UsageError("--share: expected a number from 0 to 1");
  if (std::accumulate(terms.quotas.begin(), terms.quotas.end(), 0.0) > 1 + 1e-9)
    throw UsageError("--quotas: expected parts of 1 that come to at most 1");
  return terms;
}

DivisionAnswer divide_units(Rule rule, double estate, const std::vector<double>& claims,
                            const std::vector<double>& weights, const std::vector<double>& caps, const Terms& terms,
                            const RationOptions& options) {
  const std::vector<Units> lots = whole("--lot", column("--lot", options.lot, claims.size()));
  for (const Units lot : lots)
    if (lot < 1) throw UsageError("--lot: expected lots of at least 1");
  const std::vector<Units> whole_claims = whole("--claims", claims), whole_caps = whole("--caps", caps);
  const std::vector<Units> minimums = whole("--min-shipment", column("--min-shipment", options.minimum, claims.size()));
  const Units supply = whole("--estate", {estate}).front();
  allocation::Division division;
  allocation::Claims all{whole_claims, whole_caps, lots, minimums, weights, {}, {}, terms.spans()};
  const auto orders = arrivals(allocation::needs_arrivals(rule, supply, all, division), claims.size());
  all.arrivals = orders;
  allocation::divide(rule, supply, all, division);
  DivisionAnswer answer;
  answer.awards.assign(division.awards.begin(), division.awards.end());
  answer.unallocated = static_cast<double>(division.left);
  answer.in_lots = true;
  return answer;
}

void run(const RationOptions& options) {
  const Format format = format_from(options.output);
  const Rule rule = rule_from("--rule", options.rule);
  const double estate = decimal_number("--estate", options.estate);
  if (estate < 0) throw UsageError("--estate: expected at least 0");
  const std::vector<double> claims =
      column("--claims", options.claims, decimal_numbers("--claims", options.claims).size());
  const std::vector<double> weights = column("--weights", options.weights, claims.size());
  const std::vector<double> caps = column("--caps", options.caps, claims.size());
  for (const double weight : weights) {
    if (weight <= 0) throw UsageError("--weights: expected weights above 0");
    if (weight != 1 && !allocation::facts(rule).takes_weights)
      throw UsageError("--weights: '" + options.rule + "' takes no weights");
  }
  const Terms terms = terms_from(rule, options, claims.size());
  if (!options.minimum.empty() && options.lot.empty())
    throw UsageError("--min-shipment: needs --lot, since only whole units are shipped");
  DivisionAnswer answer;
  if (options.lot.empty()) {
    allocation::RealClaims all{claims, weights, caps, {}, terms.spans()};
    const auto orders = arrivals(allocation::needs_arrivals(rule, estate, all), claims.size());
    all.arrivals = orders;
    answer.awards.resize(claims.size());
    allocation::share(rule, estate, all, answer.awards);
    answer.unallocated = std::max(0.0, estate - std::accumulate(answer.awards.begin(), answer.awards.end(), 0.0));
  } else {
    answer = divide_units(rule, estate, claims, weights, caps, terms, options);
  }
  answer.rule = options.rule;
  answer.estate = estate;
  answer.claims = claims;
  print(printed(answer, options.output, format, style_from(options.output)));
}

}  // namespace

void add_ration(Program& program) {
  const auto options = std::make_shared<RationOptions>();
  Command command = program.command("ration", "one division of a shortage, no simulation");
  command.required("--rule", options->rule, "how the shortage is shared: proportional, equal_awards, talmud, ...");
  command.required("--estate", options->estate, "what there is to divide");
  command.required("--claims", options->claims, "what each asks for: 100,200,300");
  command.option("--weights", options->weights, "one number, or one per claim");
  command.option("--caps", options->caps, "the most that each may get");
  command.option("--lot", options->lot, "whole lots of so many units; without it decimals are divided");
  command.option("--min-shipment", options->minimum, "smallest award that ships, in units");
  command.option("--received", options->received, "fair_share: what each has received so far");
  command.option("--receipts", options->receipts, "turn_and_earn: what each received in the last period");
  command.option("--share", options->share, "turn_and_earn: the part of the estate that receipts divide, 0 to 1");
  command.option("--quotas", options->quotas, "quota: the part of 1 of each, 0 for who has none");
  command.option("--bids", options->bids, "auction: what each offers for a unit");
  add_format(command, options->output);
  command.footer(
      "Examples:\n  allot ration --rule talmud --estate 200 --claims 100,200,300\n  allot ration --rule proportional "
      "--estate 1000 --claims 640,640,640 --lot 8");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
