#include "report/next_steps.hpp"

#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot::report {

std::string next_steps(const std::vector<std::string>& commands, const Style& style) {
  std::string text;
  for (const std::string& command : commands)
    text += quiet((text.empty() ? "next: " : "      ") + one_line(command), style) + "\n";
  return "\n" + text +
         quiet((text.empty() ? "next: " : "      ") + std::string("--format json (every metric)"), style) + "\n";
}

}  // namespace allot::report
