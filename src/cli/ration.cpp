#include "allot/ration.hpp"

#include <memory>

#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/streams.hpp"
#include "report/division.hpp"

namespace allot::cli {
namespace {

struct RationOptions {
  std::string rule, estate, claims, weights, caps, lot, minimum;
  std::string received, receipts, share, quotas, bids;
  OutputOptions output;
};

std::vector<double> column(const std::string& option, const std::string& text) {
  return text.empty() ? std::vector<double>() : decimal_numbers(option, text);
}

RationRequest request_from(const RationOptions& options) {
  RationRequest out;
  out.rule = rule_from("--rule", options.rule);
  out.estate = decimal_number("--estate", options.estate);
  out.claims = decimal_numbers("--claims", options.claims);
  out.weights = column("--weights", options.weights);
  out.caps = column("--caps", options.caps);
  out.lots = column("--lot", options.lot);
  out.minimums = column("--min-shipment", options.minimum);
  out.received = column("--received", options.received);
  out.receipts = column("--receipts", options.receipts);
  out.quotas = column("--quotas", options.quotas);
  out.bids = column("--bids", options.bids);
  if (!options.share.empty()) out.share = decimal_number("--share", options.share);
  return out;
}

void run(const RationOptions& options) {
  const Format format = format_from(options.output);
  print(printed(ration(request_from(options)), options.output, format, style_from(options.output)));
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
