#include "allot/trade.hpp"

#include <filesystem>
#include <memory>

#include "allot/reports.hpp"
#include "base/literals.hpp"
#include "base/shell.hpp"
#include "base/utf8.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/remarks.hpp"
#include "cli/wrap.hpp"
#include "json/write.hpp"
#include "scenario/build_draft.hpp"

namespace allot::cli {
namespace {

namespace fs = std::filesystem;
namespace made = scenario::made;

struct TradeOptions {
  ScenarioOptions scenario;
  std::string at, between, product, metric = "online_gpu_days", sure = "0.9", overlook = "0.00001", parties = "3",
                                    most = "200", trades = "3";
  std::string file;
  SamplingOptions sampling;
  OutputOptions output;
};

TradeRequest request_from(const TradeOptions& options) {
  TradeRequest out;
  for (const std::string& text : comma_separated(options.at)) {
    const auto date = parse_date(text);
    if (!date) throw UsageError("--at: expected days such as 2024-03-01, separated by commas, found '" + text + "'");
    out.at.push_back(*date);
  }
  out.between = comma_separated(options.between);
  out.product = options.product;
  out.metric = options.metric;
  out.sure = decimal_number("--sure", options.sure);
  if (!(out.sure > 0 && out.sure <= 1))
    throw UsageError("--sure: expected a share above 0, at most 1, found " + options.sure);
  out.overlook = decimal_number("--overlook", options.overlook);
  if (!(out.overlook >= 0 && out.overlook < 1))
    throw UsageError("--overlook: expected a share from 0 to below 1, found " + options.overlook);
  out.most_parties = whole_number("--most-parties", options.parties, 2);
  if (out.most_parties > 6) throw UsageError("--most-parties: circles of more than 6 are not looked for");
  out.most_simulations = whole_number("--most", options.most, 1);
  out.most_trades = whole_number("--trades", options.trades, 1);
  return out;
}

void expect_usable(const TradeOptions& options) {
  if (options.file.empty()) return;
  if (options.scenario.file == "-") throw UsageError("-o: the new scenario extends a file, and standard input is none");
  const fs::path old = real_path(options.scenario.file), next = real_path(options.file);
  if (next == old) throw UsageError("-o: the new scenario extends the old one, and cannot be it");
  if (next.parent_path() != old.parent_path())
    throw UsageError("-o: the new scenario extends " + options.scenario.file + ": write it beside that");
  expect_room({{}, options.file});
}

std::vector<const Trade*> all_of(const Trades& found) {
  std::vector<const Trade*> out;
  for (const Trade& it : found.free) out.push_back(&it);
  for (const Trade& it : found.paid) out.push_back(&it);
  return out;
}

// A variant for each; on top of those that were asked for.
std::string file_text(const TradeOptions& options, const Trades& found) {
  Draft text = made::object(
      {{"allot", made::number(1)}, {"extends", made::text(fs::path(options.scenario.file).filename().string())}});
  text.set("variants", *variants_of(found, options.scenario.variant).find("variants"));
  return json::write(text) + "\n";
}

std::string proof(const TradeOptions& options, const Trades& found) {
  std::string names;
  for (const Trade* it : all_of(found)) names += (names.empty() ? "" : ",") + it->name;
  std::string text = "allot compare " + shell_word(options.file) + " --variants " + shell_word(names);
  if (!options.scenario.variant.empty()) text += " --baseline " + shell_word(options.scenario.variant);
  for (const std::string& setting : options.scenario.settings) text += " --set " + shell_word(setting);
  return text;
}

void run(const TradeOptions& options) {
  const TradeRequest request = request_from(options);
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  expect_usable(options);
  const ScenarioFile file = scenario_from(options.scenario);
  Trades found = find_trades(checked(options.scenario, file, options.sampling.is_quiet), request, sampling);
  if (shows_answer(options.output, format)) found.basis.hash = hash(file);
  const bool writes = !options.file.empty() && !all_of(found).empty();
  if (writes) write_all({{}, options.file}, {}, file_text(options, found));
  give(found, "trades", options.output, format, style);
  if (options.file.empty() || options.sampling.is_quiet) return;
  say_notes(writes ? "allot: written: " + printable(options.file) + "; next: " + proof(options, found) + "\n"
                   : "allot: not written: " + printable(options.file) + ", since there is no trade to write\n");
}

}  // namespace

void add_trade(Program& program) {
  const auto options = std::make_shared<TradeOptions>();
  Command command =
      program.command("trade", "which places, dates or products could change hands with nobody worse off");
  add_scenario(command, options->scenario);
  command.option("--at", options->at, "days on which it may be struck, separated by commas; default: the first day");
  command.option("--between", options->between, "organisations that may take part, separated by commas; default: all");
  command.option("--product", options->product, "of what; default: any");
  command.option("--metric", options->metric,
                 "by which an organisation is better or worse off; compute_flop: of several products as well");
  command.option("--sure", options->sure, "nobody is worse off in at least this share of the replications");
  command.option("--overlook", options->overlook, "a loss of less than this share of what one has counts as none");
  command.option("--most-parties", options->parties, "of one exchange, which may go in a circle");
  command.option("--most", options->most, "trades to simulate at most");
  command.option("--trades", options->trades, "how many to tell, of each kind");
  command.option("-o,--output", options->file,
                 "write them as variants of a new scenario, beside the old one, which it extends");
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  command.footer(
      "What a trade brings is what allot compare says of its variant.\n"
      "Example:\n  allot trade data/scenarios/h100-swap.json --variant no-swap --at 2023-12-01 -o traded.json");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
