#include <fmt/core.h>

#include <new>

#include "allot/error.hpp"
#include "allot/experiment.hpp"
#include "base/utf8.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"

namespace {

using namespace allot;

enum Status : int {
  done = 0,
  run_failed = 1,
  wrong_command_line = 2,
  wrong_scenario = 3,
  environment_failed = 4,
  was_interrupted = 130
};

void complain(std::string_view text) { fmt::print(stderr, "allot: {}\n", excerpt(text, 500)); }

}  // namespace

int main(int argc, char** argv) {
  cli::Program program;
  cli::add_run(program);
  cli::add_compare(program);
  cli::add_attribute(program);
  cli::add_solve(program);
  cli::add_game(program);
  cli::add_explain(program);
  cli::add_promise(program);
  cli::add_validate(program);
  cli::add_init(program);
  cli::add_ration(program);
  cli::add_sample(program);
  cli::add_schema(program);
  cli::add_describe(program);
  cli::catch_interrupts();
  try {
    program.run(argc, argv);
    return done;
  } catch (const cli::UsageError& error) {
    complain(error.what());
    return wrong_command_line;
  } catch (const InputError& error) {
    fmt::print(stderr, "{}", describe(error));
    return wrong_scenario;
  } catch (const EnvironmentError& error) {
    complain(error.what());
    return environment_failed;
  } catch (const RequestError& error) {
    complain(error.what());
    return wrong_command_line;
  } catch (const Interrupted&) {
    complain("interrupted; nothing was written");
    return was_interrupted;
  } catch (const std::bad_alloc&) {
    complain("out of memory; fewer --replications need less");
    return run_failed;
  }
}
