#include "cli/plot_option.hpp"

#include <unistd.h>

namespace allot::cli {

void add_plot(Command& command, PlotOptions& options) {
  command.list("--plot", options.asked,
               "draw a metric below the tables, in a terminal: online_units over time, online_gpu_days as dots, "
               "milestones as ranges; of one by its path, organisation.tesla.online_units; repeatable");
  command.flag("--plain", options.is_plain, "draw in ASCII");
}

bool draws(const PlotOptions& options, Format format) {
  for (const std::string& asked : options.asked) expect_plottable(asked);
  return !options.asked.empty() && format == Format::table && isatty(STDOUT_FILENO);
}

}  // namespace allot::cli
