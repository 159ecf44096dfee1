#include "report/render.hpp"
#include "allot/answers.hpp"
#include "allot/report.hpp"
#include "base/contract.hpp"
#include "report/formats.hpp"

namespace allot {

std::string_view word_of(Format format) {
  switch (format) {
    case Format::table: return "table";
    case Format::json: return "json";
    case Format::csv: return "csv";
    case Format::tidy: return "tidy";
  }
  return {};
}

// As many as have a word, so that the switch above is the only list of them.
std::vector<Format> formats() {
  std::vector<Format> all;
  for (std::uint8_t i = 0; !word_of(static_cast<Format>(i)).empty(); ++i) all.push_back(static_cast<Format>(i));
  return all;
}

bool writes_answer(Format format) { return format == Format::tidy; }

std::string render(const Results& results, Format format, const Style& style) {
  expects(results.estimates.size() == results.columns.size(), "one estimate per column");
  return report::rendered(results, format, [&](const Results& it) { return report::results_table(it, style); });
}

}  // namespace allot
