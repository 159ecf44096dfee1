#include "cli/stopped.hpp"

#include <string>

#include "allot/report.hpp"
#include "cli/streams.hpp"

namespace allot::cli {

void say_stopped(const Results& results) {
  std::string text;
  for (const std::string& it : said_of_stopping(results)) text += "allot: " + it + "\n";
  if (!text.empty()) say(text);
}

}  // namespace allot::cli
