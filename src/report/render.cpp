#include "report/render.hpp"
#include "allot/answers.hpp"
#include "allot/report.hpp"
#include "base/contract.hpp"
#include "report/formats.hpp"

namespace allot {

std::string render(const Results& results, Format format, const Style& style) {
  expects(results.estimates.size() == results.columns.size(), "one estimate per column");
  return report::rendered(
      results, format, [&](const Results& it) { return report::results_table(it, style); }, report::results_json,
      report::results_csv);
}

}  // namespace allot
