#pragma once

namespace CLI {
class App;
}

namespace allot::cli {

/// Each adds one command to the program; its callback does the work and throws what went wrong.
void add_init(CLI::App& program);
void add_validate(CLI::App& program);
void add_schema(CLI::App& program);
void add_describe(CLI::App& program);
void add_run(CLI::App& program);
void add_explain(CLI::App& program);
void add_compare(CLI::App& program);
void add_attribute(CLI::App& program);
void add_solve(CLI::App& program);
void add_game(CLI::App& program);
void add_promise(CLI::App& program);
void add_ration(CLI::App& program);
void add_sample(CLI::App& program);

}  // namespace allot::cli
