#include "allot/report.hpp"
#include "base/contract.hpp"
#include "report/answers.hpp"
#include "report/formats.hpp"

namespace allot {

std::string render(const Results& results, Format format, const Style& style) {
  expects(results.estimates.size() == results.columns.size(), "one estimate per column");
  switch (format) {
    case Format::json: return report::results_json(results);
    case Format::csv: return report::results_csv(results);
    case Format::tidy: return tidy_json(answer_of(results));
    case Format::table: break;
  }
  return report::results_table(results, style);
}

}  // namespace allot
