#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

#include "allot/error.hpp"
#include "allot/experiment.hpp"
#include "base/utf8.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/ranks.hpp"
#include "cli/status.hpp"
#include "cli/streams.hpp"
#include "cli/unfinished.hpp"

namespace {

using namespace allot;

cli::Status run(int argc, char** argv) {
  cli::Program program;
  cli::add_run(program);
  cli::add_compare(program);
  cli::add_sweep(program);
  cli::add_query(program);
  cli::add_export(program);
  cli::add_merge(program);
  cli::add_report(program);
  cli::add_attribute(program);
  cli::add_solve(program);
  cli::add_rank(program);
  cli::add_sensitivity(program);
  cli::add_game(program);
  cli::add_trade(program);
  cli::add_explain(program);
  cli::add_cash(program);
  cli::add_plan(program);
  cli::add_roll(program);
  cli::add_promise(program);
  cli::add_locks(program);
  cli::add_lab(program);
  cli::add_import(program);
  cli::add_validate(program);
  cli::add_init(program);
  cli::add_fit(program);
  cli::add_ration(program);
  cli::add_sample(program);
  cli::add_schema(program);
  cli::add_describe(program);
  program.run(argc, argv);
  return cli::done;
}

cli::Status print_error(const std::string& text, cli::Status status) {
  cli::say("allot: " + excerpt(text, 500) + "\n");
  return status;
}

// What is thrown right now: one complaint, and the status that says its kind. Memory that is used up is left to main.
cli::Status explain_failure() {
  try {
    throw;
  } catch (const InputError& error) {
    cli::say(describe(error));
    return cli::wrong_scenario;
  } catch (const cli::UsageError& error) {
    return print_error(error.what(), cli::wrong_command_line);
  } catch (const Interrupted&) {
    return cli::was_interrupted;
  } catch (const cli::RunFailed& error) {
    return print_error(error.what(), cli::run_failed);
  } catch (const TooMuch& error) {
    return print_error(error.what(), cli::run_failed);
  } catch (const RequestError& error) {
    return print_error(error.what(), cli::wrong_command_line);
  } catch (const EnvironmentError& error) {
    return print_error(error.what(), cli::environment_failed);
  } catch (const std::system_error& error) {
    return print_error(error.what(), cli::environment_failed);
  } catch (const std::length_error&) {
    throw std::bad_alloc();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return print_error(std::string("a fault of the program itself: ") + error.what(), cli::run_failed);
  }
}

}  // namespace

int main(int argc, char** argv) {
  cli::hold_standard_streams();
  cli::end_on_signals();
  try {
    try {
      return run(argc, argv);
    } catch (...) {
      cli::let_rank_0_speak();
      return explain_failure();
    }
  } catch (...) {
    cli::say("allot: out of memory: this takes more than the process may have\n");
    return cli::run_failed;
  }
}
