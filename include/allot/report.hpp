#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "allot/results.hpp"

/// Results as text. Nothing here depends on the machine, the locale or the time of day: equal results give
/// equal bytes.
namespace allot {

/// table: for people, and free to change; json and csv: for programs, and only ever added to; tidy: the whole answer as
/// statements and tidy tables, in json (allot/answer.hpp).
enum class Format : std::uint8_t { table, json, csv, tidy };

/// "json"; empty for a number that is no format.
std::string_view word_of(Format format);

/// All of them, in their order.
std::vector<Format> formats();

/// Whether a format writes an answer (allot/answer.hpp) with all its tables.
bool writes_answer(Format format);

/// How text for people looks. The other formats ignore it.
struct Style {
  bool color = false;        ///< ANSI escapes for headings and ranges
  std::size_t width = 80;    ///< characters a line, from 40 on; columns that do not fit stand below the others
  bool is_detailed = false;  ///< each of several differences with its tables, and not only all at a glance
  bool is_plain = false;     ///< pictures (allot/plot.hpp) in ASCII
  bool says_next = true;     ///< commands that go on from here, for who sits at a shell
};

/// The answer of `run` as text that ends with a line end.
///
/// units:  as the metric's name says (units, GPU-days, days, shares of 1); in a table shares are percentages, and large
///         numbers of a random scenario are in thousands or millions, as its heads say
/// shape:  one estimate per column, and as many values in a series as moments in the grid
/// gives:  json: the tree "metrics" -> kind -> entity -> metric, every kind present, one metric a line; numbers are the
///         shortest that read back the same, null stands for what is not known; "series" only where there are any. csv:
///         a line per metric, its columns named in the first line, an empty cell for what is not known; milestones as
///         the metrics `date`, `mean_to_end` and `reached` of the kind `milestone`. table: medians, and below each the
///         range of eight in ten replications; "-" for what is not known
/// errors: none; bytes that are not UTF-8 are replaced in json and tables, and left as they are in csv
std::string render(const Results&, Format, const Style& = {});

/// Why a run that was to reach precisions, or had a time, ended, and which it did not reach: a sentence each, none where all
/// is as it was asked. The results themselves are those of a run of that many replications, to the byte.
std::vector<std::string> said_of_stopping(const Results& results);

}  // namespace allot
