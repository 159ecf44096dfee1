#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/draft.hpp"
#include "allot/scenario_io.hpp"

/// The points of a sweep: which values which fields have at each of them. All points meet the same chance, so that two of them
/// differ by their values and not by the dice.
namespace allot {

/// One thing that varies: a field of the scenario, by its pointer ("/parameters/hall_ready"); "variant", whose values are
/// names as `edited` takes them ("base" is the scenario as written); or "seed".
struct SweepAxis {
  std::string pointer;
  std::string label;  ///< of a parameter its own; else the pointer
  bool operator==(const SweepAxis&) const = default;
};

struct SweepDesign {
  std::vector<SweepAxis> axes;
  std::vector<std::vector<std::string>> points;  ///< by point, a value for each axis, as a scenario writes it
};

/// A text that somebody wrote, and where it stands.
struct AskedText {
  std::string text;
  Place place = {};
};

/// What shall vary, and how. The values are one of:
///   a list          "a,b,c": as `edited` takes them, commas in brackets, braces and quotes being part of a value
///   a range         "LOW..HIGH:STEP", from LOW in steps as far as HIGH; "LOW..HIGH/N", in N equal parts, N + 1 values; of
///                   numbers, numbers with a unit, dates (a step is a duration), durations
///   any between     "LOW..HIGH", for samples: each value as likely as any other
///   a distribution  as a scenario writes it, for samples
///   nothing         the distribution that stands there, for samples
/// Numbers that come of a range are whole where the field takes no others, else to ten figures; dates are whole days where the
/// ends are; durations whole days where the ends are and lie eight of them apart, else whole hours, minutes or seconds.
struct AskedAxis {
  AskedText pointer;
  std::optional<AskedText> values;     ///< none: the distribution that stands there
  std::vector<AskedText> listed = {};  ///< one by one, instead of `values`
};

/// Spearman's rank correlation of two axes.
struct AskedCorrelation {
  AskedText a, b;
  AskedText rho;
};

/// How samples are spread (random/unit_points.hpp).
enum class SampleBy : std::uint8_t { lhs, sobol, random };
std::optional<SampleBy> sample_by_named(std::string_view word);

/// What a user asks for.
struct SweepRequest {
  std::vector<AskedAxis> axes;
  bool is_paired = false;             ///< the first values of all axes are the first point, the second the second, ...
  std::optional<std::size_t> sample;  ///< so many points over all axes at once; none: the grid of all values
  SampleBy by = SampleBy::lhs;
  std::vector<AskedCorrelation> correlations = {};
  std::optional<std::uint64_t> seed = {};  ///< of the samples; a design file says one; none: 1
};

/// "POINTER=VALUES" or "POINTER", as an option of that name has it; nothing of it is looked at yet.
AskedAxis asked_axis(const std::string& text, const std::string& option = "--vary");
/// "POINTER,POINTER=RHO".
///
/// errors: InputError where it is no such text
AskedCorrelation asked_correlation(const std::string& text, const std::string& option = "--correlate");

/// A design in a file: CSV, whose head names pointers and each row of which is a point; or JSON,
/// {"axes": {POINTER: VALUES, ...}, "sample": 100, "by": "lhs", "correlate": [["A", "B", 0.5]], "seed": 7}, where VALUES are a
/// text as above, a list, a distribution, or null for the one that stands there. What is JSON begins with a brace.
///
/// errors: EnvironmentError where it cannot be read; InputError with every problem
SweepRequest read_design(const std::filesystem::path& path);
SweepRequest read_design_text(TextPointer text);

inline constexpr std::size_t most_sweep_points = 10'000'000;

/// The points asked for. Of a grid the last axis varies fastest. Of samples each axis gets its values by its quantile at one
/// coordinate of a point of the unit cube: of a list or a range in steps each value an equal share.
///
/// gives:  the same for the same file and request; values that the file takes: the first 200 different ones of an axis, and
///         the least and the largest, are tried, each in the first point that has it. What is wrong with others, or with some
///         only together, is found when their points are simulated
/// errors: InputError with every problem: a pointer that names nothing or stands twice; what is no list, range or
///         distribution; an empty list or one with a value twice; a range whose ends are of two kinds or in the wrong order, a
///         step of 0 or of another kind; no steps in a grid; values that the field does not take; correlations of what is not
///         there or that cannot be; more than `most_sweep_points`
/// cost:   a check of the scenario for each value that is tried
SweepDesign design_of(const ScenarioFile& file, const SweepRequest& request);

}  // namespace allot
