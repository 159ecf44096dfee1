#include "cli/help.hpp"

#include <algorithm>

#include "cli/wrap.hpp"

namespace allot::cli {
namespace {

constexpr std::size_t widest_names = 28;

// All meanings of a page begin at one column; a name that is longer stands above its meaning.
std::size_t column_of(const HelpPage& page) {
  std::size_t widest = 0;
  for (const HelpPage::Section& section : page.sections)
    for (const auto& [name, meaning] : section.rows)
      if (name.size() <= widest_names) widest = std::max(widest, name.size());
  return 2 + widest + 2;
}

}  // namespace

std::string help_text(const HelpPage& page, std::size_t width) {
  const std::size_t column = column_of(page);
  std::string out = wrapped(page.meaning, "", width) + wrapped("Usage: " + page.usage, "    ", width);
  for (const HelpPage::Section& section : page.sections) {
    if (section.rows.empty()) continue;
    out += "\n" + section.head + ":\n";
    for (const auto& [name, meaning] : section.rows) out += wrapped_row("  " + name, meaning, column, width);
  }
  return page.footer.empty() ? out : out + "\n" + wrapped_text(page.footer, width);
}

}  // namespace allot::cli
