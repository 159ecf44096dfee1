#include "cli/command.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

#include "allot/version.hpp"
#include "base/nearest.hpp"
#include "cli/options.hpp"
#include "cli/streams.hpp"

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

std::string quoted(const std::string& argument) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";  // of no meaning to a shell
  if (!argument.empty() && argument.find_first_not_of(plain) == std::string::npos) return argument;
  std::string text = "'";
  for (const char c : argument) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace

std::string quoted_for_shell(const std::vector<std::string>& arguments) {
  std::string text;
  for (const std::string& it : arguments) text += (text.empty() ? "" : " ") + quoted(it);
  return text;
}

void Command::option(const std::string& name, std::string& value, const std::string& meaning) {
  CLI::Option* option = app_->add_option(name, value, meaning);
  if (!value.empty()) option->capture_default_str();
}

void Command::required(const std::string& name, std::string& value, const std::string& meaning) {
  app_->add_option(name, value, meaning)->required();
}

void Command::list(const std::string& name, std::vector<std::string>& values, const std::string& meaning) {
  CLI::Option* option = app_->add_option(name, values, meaning);
  if (name.starts_with("-")) option->allow_extra_args(false);
}

void Command::flag(const std::string& name, bool& value, const std::string& meaning) {
  app_->add_flag(name, value, meaning);
}

void Command::footer(const std::string& text) { app_->footer(text); }

void Command::runs(std::function<void()> action) { app_->callback(std::move(action)); }

Program::Program()
    : app_(std::make_unique<CLI::App>(
          "allot: who gets the accelerators, when, and why. Simulates constrained GPU supply.", "allot")) {
  app_->set_version_flag("-V,--version", "allot " + std::string(version));
  app_->set_help_flag("-h,--help", "what there is, and how to use it");
  app_->require_subcommand(1);
  app_->footer("Begin with: allot init minimal > my.json, then allot run my.json");
}

Program::~Program() = default;

Command Program::command(const std::string& name, const std::string& meaning) {
  return Command(*app_->add_subcommand(name, meaning), typed_);
}

void Program::run(int argc, char** argv) {
  if (argc > 1) *typed_ = {argv[1], {argv + 2, argv + argc}};
  try {
    app_->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) throw UsageError(explained(*app_, error, argc, argv));
    std::ostringstream help;
    app_->exit(error, help, help);
    print(help.str());
  }
}

}  // namespace allot::cli
