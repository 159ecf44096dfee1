#include "cli/compared.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/remarks.hpp"
#include "cli/wrap.hpp"

namespace allot::cli {
namespace {

void refuse_twice(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) throw UsageError("'" + *twice + "' is named twice");
}

Compared variants_asked(const ComparedOptions& options) {
  Compared out;
  out.as_written = read_scenario(options.scenario.file);
  const auto [file, settings] = edits_before_variants(options.scenario, *out.as_written);
  out.all = variants_to_compare(file, comma_separated(options.variants), options.baseline, settings);
  return out;
}

// Files are named without folder and ending where that tells them apart.
std::vector<std::string> short_names(const std::vector<std::string>& files) {
  std::vector<std::string> names;
  for (const std::string& file : files) names.push_back(std::filesystem::path(file).stem().string());
  const std::set<std::string> different(names.begin(), names.end());
  return different.size() == files.size() ? names : files;
}

// The first file alone is changed by --variant and --set.
Compared files_of(const ComparedOptions& options) {
  if (!options.variants.empty() || !options.baseline.empty())
    throw UsageError("--variants and --baseline are for one scenario, and several files were given");
  std::vector<std::string> files = options.others;
  files.insert(files.begin(), options.scenario.file);
  const std::vector<std::string> names = short_names(files);
  refuse_twice(names);
  Compared out;
  out.all.add(names[0], scenario_from(options.scenario));
  for (std::size_t i = 1; i < files.size(); ++i) out.all.add(names[i], read_scenario(files[i]));
  return out;
}

}  // namespace

void add_compared(Command& command, ComparedOptions& options) {
  command.option("--variants", options.variants,
                 "which, separated by commas; parts of one joined by +; default: the scenario's comparisons, else all");
  command.option("--baseline", options.baseline,
                 "what the others are compared with; default: base, the scenario as written");
}

Compared compared_by(const ComparedOptions& options) {
  return options.others.empty() ? variants_asked(options) : files_of(options);
}

// Files of their own are not variants of the first.
void say_remarks(const ComparedOptions& options, const Compared& compared, bool is_quiet) {
  say(remarks_on(compared.all, options.others.empty()), options.scenario, is_quiet);
}

void say_lacks(const Compared& compared, const Sampling& sampling, bool is_quiet) {
  if (!is_quiet) say_notes(describe_remarks(remarks_on_lacks(compared.all, sampling)));
}

}  // namespace allot::cli
