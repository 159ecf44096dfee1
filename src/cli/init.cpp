#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "base/nearest.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/streams.hpp"
#include "cli/templates.hpp"
#include "cli/terminal.hpp"
#include "cli/wrap.hpp"
#include "json/parse.hpp"

namespace allot::cli {
namespace {

struct InitOptions {
  std::string name = "minimal", folder;
  bool lists = false;
};

bool is_scenario(std::string_view name) { return name.ends_with(".json"); }

std::string_view stem(std::string_view name) { return name.substr(0, name.rfind('.')); }

// What a template names beside itself comes along: order books, the file that it extends.
std::vector<std::pair<std::string, std::string>> files_of(const Template& wanted) {
  std::vector<std::pair<std::string, std::string>> files = {{std::string(wanted.name), std::string(wanted.text)}};
  for (const Template& other : templates())
    if (other.name != wanted.name && wanted.text.find("\"" + std::string(other.name) + "\"") != std::string_view::npos)
      for (auto& file : files_of(other)) files.push_back(std::move(file));
  return files;
}

const Template& named(const std::string& name) {
  std::vector<std::string> names;
  for (const Template& it : templates()) {
    if (!is_scenario(it.name)) continue;
    if (stem(it.name) == name) return it;
    names.emplace_back(stem(it.name));
  }
  const std::string near = nearest(name, names);
  throw UsageError("unknown template '" + name + "'" +
                   (near.empty() ? "; see allot init --list" : "; did you mean '" + near + "'?"));
}

/// What a template asks; one that extends another asks its question.
std::string question_of(const Template& it) {
  const Draft draft = json::parse(std::make_shared<const Text>(Text{std::string(it.name), std::string(it.text)}));
  if (const Draft* question = draft.find("question")) return question->text;
  const Draft* base = draft.find("extends");
  return base ? question_of(named(std::string(stem(base->text)))) : "";
}

std::string list_of_templates() {
  std::size_t widest = 0;
  for (const Template& it : templates())
    if (is_scenario(it.name)) widest = std::max(widest, stem(it.name).size());
  std::string out;
  for (const Template& it : templates()) {
    if (!is_scenario(it.name)) continue;
    const std::string question = question_of(it);
    out += wrapped_row(stem(it.name), question, widest + 2, width_of_output());
  }
  return out;
}

void run(const InitOptions& options) {
  if (options.lists) return print(list_of_templates());
  const auto files = files_of(named(options.name));
  if (!options.folder.empty()) return write_all({options.folder, {}}, files);
  if (files.size() > 1)
    say_notes(fmt::format("allot: {} needs other files beside it; allot init {} --out FOLDER writes them all\n",
                          files.front().first, options.name));
  print(files.front().second);
}

}  // namespace

void add_init(Program& program) {
  const auto options = std::make_shared<InitOptions>();
  Command command = program.command("init", "write a commented scenario to start from");
  command.option("TEMPLATE", options->name, "which one");
  command.flag("--list", options->lists, "name the templates, each with its question");
  command.option("--out", options->folder, "write it, and the files that it names, into this new folder");
  command.footer("Examples:\n  allot init > my.json\n  allot init h100-swap --out swap");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
