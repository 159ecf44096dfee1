#include <filesystem>
#include <iostream>
#include <map>
#include <memory>

#include "allot/ask.hpp"
#include "allot/error.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/streams.hpp"
#include "json/read_file.hpp"
#include "lab/page.hpp"

namespace allot::cli {
namespace {

struct LabOptions {
  std::string scenario, page;
};

/// A scenario with the texts of all files that it or a variant of it names.
struct Gathered {
  ScenarioTexts texts;
  Scenario scenario;
};

Gathered gathered(const std::string& path) {
  const bool is_input = path == "-";
  const TextPointer text =
      is_input ? std::make_shared<Text>(Text{"scenario.json", json::rest_of(std::cin, "standard input")})
               : json::read_regular_file(path);
  Gathered out{{is_input ? "scenario.json" : path, text->content, {}}, {}};
  const Loader load = [&files = out.texts.files,
                       below = files_below(std::filesystem::path(path).parent_path())](const std::string& name) {
    const TextPointer found = below(name);
    files.insert_or_assign(name, found->content);
    return found;
  };
  const ScenarioFile file = read_text(text, load);
  out.scenario = check(file);
  for (const auto& [variant, label] : out.scenario.variants) {
    const ScenarioFile changed = edited(file, variant, {});
    check_variant(changed, file, out.scenario);
  }
  return out;
}

void run(const LabOptions& options) {
  if (!lab::is_there())
    throw EnvironmentError(
        "this build has no lab, since emscripten was not found when it was built; with emscripten installed, build "
        "again "
        "after cmake -S . -B build -DALLOT_LAB=ON");
  expect_room_for_page(options.page);
  const Gathered found = gathered(options.scenario);
  if (found.scenario.variants.empty())
    throw RequestError("a lab shows differences, and the scenario has no variants to compare");
  const Reply levers = ask(found.texts, R"({"command": "levers"})");
  write_page(options.page, lab::html({found.texts, found.scenario.name, found.scenario.question, levers.text}));
}

}  // namespace

void add_lab(Program& program) {
  const auto options = std::make_shared<LabOptions>();
  Command command =
      program.command("lab", std::string("a page in which assumptions can be moved: the engine in one file") +
                                 (lab::is_there() ? "" : " (not in this build: it needs emscripten)"));
  command.required("SCENARIO", options->scenario, "scenario file; - reads standard input");
  command.required("-o,--output", options->page, "the page to write, in place of what is there; - prints it");
  command.footer("Examples:\n  allot lab data/scenarios/h100-swap.json -o lab.html");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
