#include <CLI/CLI.hpp>

#include "allot/scenario_io.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"

namespace allot::cli {

void add_schema(CLI::App& program) {
  CLI::App* command = program.add_subcommand("schema", "print the JSON Schema of the scenario format, for editors");
  command->footer("Examples:\n  allot schema > scenario.schema.json");
  command->callback([] { print(schema() + "\n"); });
}

}  // namespace allot::cli
