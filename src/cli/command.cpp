#include "cli/command.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "allot/version.hpp"
#include "base/nearest.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/streams.hpp"
#include "cli/terminal.hpp"

namespace allot::cli {
namespace {

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

// "-n,--replications TEXT", "--strict", "SCENARIO".
std::string shown_option(const CLI::Option& option) {
  std::string name = option.get_name(option.get_positional(), true);
  const bool is_many = option.get_expected_max() > 1;
  if (option.get_positional()) return name + (is_many ? "..." : "");
  return name + (option.get_type_name().empty() ? "" : " " + option.get_type_name());
}

std::string shown_meaning(const CLI::Option& option) {
  const std::string fallback = option.get_default_str();
  return option.get_description() + (option.get_required() ? " (required)" : "") +
         (fallback.empty() ? "" : " [" + fallback + "]");
}

HelpPage page_of_command(const CLI::App& command) {
  HelpPage page{command.get_description(),
                "allot " + command.get_name(),
                {{"Arguments", {}}, {"Options", {}}},
                command.get_footer()};
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional())
      page.usage += " " + (option->get_required() ? shown_option(*option) : "[" + shown_option(*option) + "]");
    page.sections[option->get_positional() ? 0 : 1].rows.emplace_back(shown_option(*option), shown_meaning(*option));
  }
  page.usage += " [OPTIONS]";
  return page;
}

HelpPage page_of_program(const CLI::App& program) {
  HelpPage page{
      program.get_description(), "allot COMMAND [OPTIONS]", {{"Options", {}}, {"Commands", {}}}, program.get_footer()};
  for (const CLI::Option* option : program.get_options())
    page.sections[0].rows.emplace_back(shown_option(*option), shown_meaning(*option));
  for (const CLI::App* command : program.get_subcommands({}))
    page.sections[1].rows.emplace_back(command->get_name(), command->get_description());
  page.sections[1].rows.emplace_back("help", "what --help says, of the program or of a command");
  return page;
}

}  // namespace

void Command::option(const std::string& name, std::string& value, const std::string& meaning) {
  CLI::Option* option = app_->add_option(name, value, meaning);
  if (!value.empty()) option->capture_default_str();
}

void Command::option_or(const std::string& name, std::string& value, const std::string& alone,
                        const std::string& meaning) {
  app_->add_option(name, value, meaning)->expected(0, 1)->default_str(alone);
}

void Command::required(const std::string& name, std::string& value, const std::string& meaning) {
  app_->add_option(name, value, meaning)->required();
}

void Command::list(const std::string& name, std::vector<std::string>& values, const std::string& meaning) {
  CLI::Option* option = app_->add_option(name, values, meaning);
  if (name.starts_with("-")) option->allow_extra_args(false);
}

void Command::required_list(const std::string& name, std::vector<std::string>& values, const std::string& meaning) {
  app_->add_option(name, values, meaning)->required();
}

void Command::flag(const std::string& name, bool& value, const std::string& meaning) {
  app_->add_flag(name, value, meaning);
}

void Command::leave_out_of_help(const std::string& name) { app_->get_option(name)->group(""); }

void Command::footer(const std::string& text) { app_->footer(text); }

void Command::runs(std::function<void()> action) { app_->callback(std::move(action)); }

Program::Program()
    : app_(std::make_unique<CLI::App>(
          "allot: who gets the accelerators, when, and why. Simulates constrained GPU supply.", "allot")) {
  app_->set_version_flag("-V,--version", "allot " + std::string(version), "which version this is");
  app_->set_help_flag("-h,--help", "what there is, and how to use it");
  app_->require_subcommand(1);
  app_->footer(
      "allot help COMMAND says the same as allot COMMAND --help.\nBegin with: allot init minimal > my.json, then allot "
      "run my.json");
}

Program::~Program() = default;

Command Program::command(const std::string& name, const std::string& meaning) {
  return Command(*app_->add_subcommand(name, meaning), typed_);
}

// Prints what `allot help`, or `allot help COMMAND`, asks for.
void Program::help(int argc, char** argv) const {
  if (argc > 3) throw UsageError("help: expected one command, found '" + std::string(argv[3]) + "' too");
  if (argc < 3) return print(help_text(page_of_program(*app_), width_of_output()));
  const std::string name = argv[2];
  const std::vector<std::string> commands = command_names(*app_);
  if (std::find(commands.begin(), commands.end(), name) == commands.end())
    throw UsageError("unknown command '" + name + "'" + did_you_mean(name, commands) + "; see allot help");
  print(help_text(page_of_command(*app_->get_subcommand(name)), width_of_output()));
}

void Program::run(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "help") return help(argc, argv);
  if (argc > 1) *typed_ = {argv[1], {argv + 2, argv + argc}};
  try {
    app_->parse(argc, argv);
  } catch (const CLI::CallForVersion& version_asked) {
    print(std::string(version_asked.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) throw UsageError(explained(*app_, error, argc, argv));
    const std::vector<CLI::App*> named = app_->get_subcommands();
    print(help_text(named.empty() ? page_of_program(*app_) : page_of_command(*named.front()), width_of_output()));
  }
}

}  // namespace allot::cli
