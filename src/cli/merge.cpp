#include <memory>

#include "allot/reports.hpp"
#include "allot/sweep_database.hpp"
#include "allot/sweep_summary.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/unfinished.hpp"

namespace allot::cli {
namespace {

struct MergeOptions {
  std::string whole;
  std::vector<std::string> shards;
  OutputOptions output;
};

void run(const MergeOptions& options) {
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  expect_room_for_database(options.whole);
  for (const std::filesystem::path& it : made_while_merging(options.whole)) begin_unfinished(it);
  merge_shards(options.whole, {options.shards.begin(), options.shards.end()});
  give(summary_of(options.whole), "sweep", options.output, format, style);
}

}  // namespace

void add_merge(Program& program) {
  const auto options = std::make_shared<MergeOptions>();
  Command command = program.command("merge", "the parts of a sweep that --shard made, as one database");
  command.required("-o,--output", options->whole, "the SQLite file to write; there must be none");
  command.required_list("SHARD", options->shards, "the databases of all parts, in any order");
  add_output(command, options->output);
  command.footer("Examples:\n  allot merge part-*.db -o study.db");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
