#include "cli/topics.hpp"

namespace allot::cli {

std::vector<Topic> status_topics() {
  return {
      {"exit status",
       {"exit.0", "0"},
       "Done. Where a run was to reach precisions that it did not reach, or its time was over (--precision, "
       "--max-time), "
       "standard error says so, and the results are good ones of as many replications as they say.\n"},
      {"exit status",
       {"exit.1", "1"},
       "A run failed: it asks for more events or memory than can be had, which is said before it starts, or memory ran "
       "out. Nothing was estimated or written.\n"},
      {"exit status",
       {"exit.2", "2"},
       "The command line is wrong: a command, an option, a value, a metric or a topic that there is not. The message "
       "names the nearest that there is; allot COMMAND --help lists them.\n"},
      {"exit status",
       {"exit.3", "3"},
       "The scenario is wrong. Every problem is shown at once, each with its place in the text, the value and what "
       "would be right. With --strict a setting without effect (else a note on standard error) is one too.\n"},
      {"exit status",
       {"exit.4", "4"},
       "Input or output failed: a file that cannot be read, a folder that is not empty, a full disk. Files are written "
       "whole or not at all.\n"},
      {"exit status", {"exit.130", "130"}, "Interrupted, at whatever it was doing. Nothing half-written is left.\n"},
  };
}

}  // namespace allot::cli
