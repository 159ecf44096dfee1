#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/shell.hpp"

namespace CLI {
class App;
}

namespace allot::cli {

/// How the program was called: the command's name, and all that was typed behind it.
struct CommandLine {
  std::string command;
  std::vector<std::string> arguments;
};

/// One command while it is declared: its options, its examples, and what it does. All values arrive as text, and are
/// read by us: the parser's library wraps and truncates numbers. That library is seen in command.cpp alone, since its
/// header takes longer to compile than all of ours.
class Command {
 public:
  Command(CLI::App& app, std::shared_ptr<const CommandLine> typed) : app_(&app), typed_(std::move(typed)) {}

  /// An argument (in capitals) or an option ("-n,--replications"); a value that is not empty is shown as the default.
  void option(const std::string& name, std::string& value, const std::string& meaning);
  /// An option that may stand alone: then its value is `alone`.
  void option_or(const std::string& name, std::string& value, const std::string& alone, const std::string& meaning);
  void required(const std::string& name, std::string& value, const std::string& meaning);
  /// Several arguments, or an option that may be repeated.
  void list(const std::string& name, std::vector<std::string>& values, const std::string& meaning);
  void required_list(const std::string& name, std::vector<std::string>& values, const std::string& meaning);
  void flag(const std::string& name, bool& value, const std::string& meaning);
  /// One that is there, and left out of --help: this command says of it why it does not take it.
  void leave_out_of_help(const std::string& name);
  /// Printed below the options by --help.
  void footer(const std::string& text);
  void runs(std::function<void()> action);

  /// Filled in once the program runs.
  const std::shared_ptr<const CommandLine>& typed() const { return typed_; }

 private:
  CLI::App* app_;
  std::shared_ptr<const CommandLine> typed_;
};

/// The program: its commands, of which a command line names one.
class Program {
 public:
  Program();
  ~Program();

  Command command(const std::string& name, const std::string& meaning);

  /// Runs the command that is named, or prints help or version.
  ///
  /// errors: UsageError, with the nearest right name; whatever the command throws
  void run(int argc, char** argv);

 private:
  void help(int argc, char** argv) const;

  std::unique_ptr<CLI::App> app_;
  std::shared_ptr<CommandLine> typed_ = std::make_shared<CommandLine>();
};

}  // namespace allot::cli
