
#include "allot/scenario_io.hpp"
#include "cli/commands.hpp"
#include "cli/streams.hpp"

namespace allot::cli {

void add_schema(Program& program) {
  Command command = program.command("schema", "print the JSON Schema of the scenario format, for editors");
  command.footer("Examples:\n  allot schema > scenario.schema.json");
  command.runs([] { print(schema() + "\n"); });
}

}  // namespace allot::cli
