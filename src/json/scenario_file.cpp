#include <algorithm>
#include <iostream>
#include <set>

#include "allot/scenario_io.hpp"
#include "base/pointer.hpp"
#include "json/book_maps.hpp"
#include "json/parse.hpp"
#include "json/read_file.hpp"
#include "scenario/book_shelf.hpp"
#include "scenario/edit.hpp"
#include "scenario/row_books.hpp"
#include "scenario/variants.hpp"

namespace allot {
namespace {

namespace fs = std::filesystem;

void throw_any(std::vector<Problem>& problems) {
  if (!problems.empty()) throw InputError(std::move(problems));
}

// An edit may have named other books.
ScenarioFile with_rows(ScenarioFile file) {
  json::read_book_maps(file.root, file.load);
  scenario::bring_rows(file);
  return file;
}

// A file that extends another is a merge patch on it.
ScenarioFile with_base(Draft root, const Loader& load, std::set<std::string> seen) {
  const Draft* extends = root.find("extends");
  if (!extends) return with_rows({std::move(root), load});
  const Place place = extends->place;
  const auto fail = [&](const std::string& message) { throw InputError({{place, "/extends", message, "", false}}); };
  if (!extends->is(Draft::Type::string)) fail("expected the name of a scenario file");
  const std::string name = extends->text;
  if (!seen.insert(name).second) fail("'" + name + "' extends itself, directly or by way of others");
  TextPointer text;
  try {
    text = load(name);
  } catch (const std::runtime_error& error) {
    fail(error.what());
  }
  ScenarioFile file = with_base(json::parse(text), load, seen);
  root.erase("extends");
  scenario::edit_with_rows(file, scenario::orders_in_merge_patch(root), file.notes,
                           [&](Draft& base) { scenario::merge_patch(base, root, file.notes); });
  return with_rows(std::move(file));
}

Place whole(const TextPointer& text) { return {text, 0, static_cast<std::uint32_t>(text->content.size()), 0, 0}; }

void apply_setting(ScenarioFile& file, const std::string& pointer, const std::string& value,
                   std::vector<Problem>& problems) {
  const auto text = std::make_shared<Text>(Text{"--set", pointer + "=" + value});
  Place where = whole(text);
  where.end = static_cast<std::uint32_t>(pointer.size());
  scenario::edit_with_rows(file, scenario::orders_in_pointer(pointer), problems, [&](Draft& root) {
    scenario::set_at(root, pointer, json::value_of_text(text, pointer.size() + 1), where, problems);
  });
}

}  // namespace

ScenarioFile read_text(TextPointer text, Loader load) { return with_base(json::parse(std::move(text)), load, {}); }

ScenarioFile read_text(TextPointer text, const fs::path& folder) {
  return read_text(std::move(text), files_below(folder));
}

// The scenario's own folder and below.
Loader files_below(const fs::path& folder) {
  return [folder](const std::string& name) {
    const fs::path here = folder.empty() ? fs::path(".") : folder, path = folder / name;
    std::error_code error;
    if (fs::status(path, error).type() == fs::file_type::none)
      throw EnvironmentError("cannot read '" + name + "': " + error.message());
    if (fs::path(name).is_absolute() || !json::is_below(here / name, here))
      throw EnvironmentError("'" + name + "' lies outside the scenario's folder");
    return json::read_regular_file(path);
  };
}

ScenarioFile read(const fs::path& path) {
  if (path == "-")
    return read_text(std::make_shared<Text>(Text{"scenario.json", json::rest_of(std::cin, "standard input")}), ".");
  return read_text(json::read_regular_file(path), path.parent_path());
}

ScenarioFile edited(ScenarioFile file, std::string_view variants,
                    const std::vector<std::pair<std::string, std::string>>& settings) {
  const auto is_of_variants = [](const std::string& pointer) { return (pointer + "/").starts_with("/variants/"); };
  std::vector<Problem> problems;
  for (const auto& [pointer, value] : settings)
    if (is_of_variants(pointer)) apply_setting(file, pointer, value, problems);
  scenario::Variants known(file.root);
  const auto text = std::make_shared<Text>(Text{"--variant", std::string(variants)});
  for (std::size_t from = 0; from < variants.size();) {
    const std::size_t plus = std::min(variants.find('+', from), variants.size());
    const std::string name(variants.substr(from, plus - from));
    const Place place{text, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(plus), 0, 0};
    if (name != "base") {
      known.apply(file, name, place, problems);
      file.variant += (file.variant.empty() ? "" : "+") + name;
    }
    from = plus + 1;
  }
  for (const auto& [pointer, value] : settings)
    if (!is_of_variants(pointer)) apply_setting(file, pointer, value, problems);
  file.notes.insert(file.notes.end(), known.notes().begin(), known.notes().end());
  throw_any(problems);
  return with_rows(std::move(file));
}

}  // namespace allot
