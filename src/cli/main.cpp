#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <new>

#include "allot/error.hpp"
#include "allot/experiment.hpp"
#include "allot/version.hpp"
#include "base/nearest.hpp"
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

void complain(std::string_view text) { fmt::print(stderr, "allot: {}\n", text); }

std::vector<std::string> command_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::string did_you_mean(const std::string& wrong, const std::vector<std::string>& names) {
  const std::string near = nearest(wrong, names);
  return near.empty() ? "" : "; did you mean '" + near + "'?";
}

// The parser's own words name no neighbours, and list what is left over backwards.
std::string explained(const CLI::App& program, const CLI::ParseError& error, int argc, char** argv) {
  const std::vector<std::string> commands = command_names(program);
  if (argc < 2) return "no command: allot COMMAND SCENARIO [options]; see allot --help";
  const std::string first = argv[1];
  const bool is_command = std::find(commands.begin(), commands.end(), first) != commands.end();
  if (!is_command && !first.starts_with("-"))
    return "unknown command '" + first + "'" + did_you_mean(first, commands) + "; see allot --help";
  if (is_command && error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    const CLI::App* command = program.get_subcommand(first);
    for (int i = 2; i < argc; ++i) {
      const std::string argument = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
      const std::vector<std::string> options = option_names(*command);
      if (argument.starts_with("--") && std::find(options.begin(), options.end(), argument) == options.end())
        return "unknown option '" + argument + "'" + did_you_mean(argument, options) + "; see allot " + first +
               " --help";
    }
  }
  return std::string(error.what()) + "; see allot " + (is_command ? first + " " : "") + "--help";
}

int report_parse(const CLI::App& program, const CLI::ParseError& error, int argc, char** argv) {
  if (error.get_exit_code() == 0) return program.exit(error);
  complain(explained(program, error, argc, argv));
  return wrong_command_line;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program("allot: who gets the accelerators, when, and why. Simulates constrained GPU supply.", "allot");
  program.set_version_flag("-V,--version", "allot " + std::string(version));
  program.set_help_flag("-h,--help", "what there is, and how to use it");
  program.require_subcommand(1);
  program.footer("Begin with: allot init minimal > my.json, then allot run my.json");
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
    program.parse(argc, argv);
    return done;
  } catch (const CLI::ParseError& error) {
    return report_parse(program, error, argc, argv);
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
