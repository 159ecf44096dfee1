#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/scenario_io.hpp"

/// Edits of a scenario's file that a question is asked with, and what the question itself changes among them.
namespace allot {

using FieldSettings =
    std::vector<std::pair<std::string, std::string>>;  ///< pointers and values, as `edited` takes them

/// Variants ("no-swap+gated"), then settings of single values.
struct Edits {
  std::string variant;
  FieldSettings settings;
};

/// The file with these edits, and with those that a question makes of it: values that it tries stand between the variants
/// and its further variants, and the settings come last. What is set in a variant itself is set before all of them.
///
/// errors: InputError
ScenarioFile with_edits(const ScenarioFile& file, const Edits& edits, const FieldSettings& between = {},
                        std::string_view further_variants = {});

/// What of that comes before further variants, and the settings that come after them.
///
/// errors: InputError
std::pair<ScenarioFile, FieldSettings> before_variants(const ScenarioFile& file, const Edits& edits,
                                                       const FieldSettings& between = {});

/// Checks scenarios that edits make of one file: what all read alike of its order books is read once. The first is checked
/// before any is asked for by several threads at once.
class Checker {
 public:
  /// errors: InputError
  Scenario operator()(const ScenarioFile& file);

 private:
  std::optional<std::pair<ScenarioFile, Scenario>> first_;
};

}  // namespace allot
