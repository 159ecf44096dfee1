#include "report/division.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

std::string as_table(const DivisionAnswer& answer, const Style& style) {
  report::Table table{{{"claimant", ""}, {"claim", ""}, {"award", ""}, {"share", ""}}, {}};
  for (std::size_t i = 0; i < answer.awards.size(); ++i) {
    const double claim = answer.claims[i], award = answer.awards[i];
    table.rows.push_back({{{std::to_string(i + 1), ""},
                           {trimmed_with_thousands(claim, 4), ""},
                           {trimmed_with_thousands(award, 4), ""},
                           {claim > 0 ? fmt::format("{:.1f}%", 100 * award / claim) : "-", ""}}});
  }
  std::string text = report::wrapped(answer.rule + " of " + trimmed_with_thousands(answer.estate), style.width) + "\n" +
                     report::text_of(table, style);
  if (answer.unallocated > 1e-9)
    text += fmt::format("\nnot given: {}\n", trimmed_with_thousands(answer.unallocated, 4));
  return text;
}

}  // namespace

std::string render(const DivisionAnswer& answer, Format format, const Style& style) {
  return report::rendered(answer, format,
                          [&](const DivisionAnswer& it) { return as_table(it, report::wide_enough(style)); });
}

}  // namespace allot
