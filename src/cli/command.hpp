#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace allot::cli {

/// One command while it is declared: its options, its examples, and what it does. All values arrive as text, and are
/// read by us: the parser's library wraps and truncates numbers. That library is seen in command.cpp alone, since its
/// header takes longer to compile than all of ours.
class Command {
 public:
  explicit Command(CLI::App& app) : app_(&app) {}

  /// An argument (in capitals) or an option ("-n,--replications"); a value that is not empty is shown as the default.
  void option(const std::string& name, std::string& value, const std::string& meaning);
  void required(const std::string& name, std::string& value, const std::string& meaning);
  /// Several arguments, or an option that may be repeated.
  void list(const std::string& name, std::vector<std::string>& values, const std::string& meaning);
  void flag(const std::string& name, bool& value, const std::string& meaning);
  /// Printed below the options by --help.
  void footer(const std::string& text);
  void runs(std::function<void()> action);

 private:
  CLI::App* app_;
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
};

}  // namespace allot::cli
