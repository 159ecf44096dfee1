#pragma once

#include <string>
#include <vector>

#include "allot/plot.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/streams.hpp"

namespace allot::cli {

/// What --plot asks to be drawn, and --plain how.
struct PlotOptions {
  std::vector<std::string> asked;
  bool is_plain = false;
};

void add_plot(Command& command, PlotOptions& options);

/// Whether anything is drawn: only below tables, and only in a terminal.
///
/// errors: RequestError for what cannot be drawn of any scenario, be it drawn here or not
bool draws(const PlotOptions& options, Format format);

/// errors: RequestError
template <class Finding>
void print_plots(const Finding& finding, const PlotOptions& options, Style style) {
  style.is_plain = options.is_plain;
  for (const std::string& asked : options.asked) print("\n" + plot(finding, asked, style));
}

}  // namespace allot::cli
