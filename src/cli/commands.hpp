#pragma once

#include "cli/command.hpp"

namespace allot::cli {

/// Each adds one command to the program; its callback does the work and throws what went wrong.
void add_init(Program& program);
void add_import(Program& program);
void add_validate(Program& program);
void add_lab(Program& program);
void add_schema(Program& program);
void add_describe(Program& program);
void add_run(Program& program);
void add_explain(Program& program);
void add_compare(Program& program);
void add_sweep(Program& program);
void add_query(Program& program);
void add_export(Program& program);
void add_merge(Program& program);
void add_report(Program& program);
void add_attribute(Program& program);
void add_solve(Program& program);
void add_rank(Program& program);
void add_sensitivity(Program& program);
void add_game(Program& program);
void add_trade(Program& program);
void add_cash(Program& program);
void add_plan(Program& program);
void add_roll(Program& program);
void add_promise(Program& program);
void add_locks(Program& program);
void add_fit(Program& program);
void add_ration(Program& program);
void add_sample(Program& program);

}  // namespace allot::cli
