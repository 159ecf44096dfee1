#include "cli/design_options.hpp"

#include "cli/options.hpp"

namespace allot::cli {
namespace {

void refuse_beside_file(const DesignOptions& options) {
  if (!options.axes.empty() || !options.sample.empty() || !options.by.empty() || !options.correlations.empty())
    throw UsageError("--design: the file says the design; --vary, --sample, --by and --correlate do not go with it");
}

}  // namespace

void add_design(Command& command, DesignOptions& options) {
  command.list("--vary", options.axes,
               "what varies: POINTER=A,B,C, =LOW..HIGH:STEP, or =LOW..HIGH/N in N equal parts; with --sample also "
               "=LOW..HIGH, a distribution, or nothing for the one that stands there; POINTER may be variant or seed; "
               "repeatable");
  command.option("--sample", options.sample, "so many points over all that varies, instead of every combination");
  command.option("--by", options.by, "how they are spread: lhs (Latin hypercube, the default), sobol or random");
  command.list("--correlate", options.correlations, "POINTER,POINTER=RHO: a rank correlation of two; repeatable");
  command.option("--design", options.file, "a file that says all this: CSV with a point in each row, or JSON");
}

SweepRequest request_from(const DesignOptions& options) {
  if (!options.file.empty()) {
    refuse_beside_file(options);
    return read_design(options.file);
  }
  if (options.axes.empty()) throw UsageError("sweep needs --vary POINTER=VALUES, or --design FILE");
  if (options.sample.empty() && !options.by.empty()) throw UsageError("--by: goes with --sample N");
  SweepRequest request;
  for (const std::string& it : options.axes) request.axes.push_back(asked_axis(it));
  for (const std::string& it : options.correlations) request.correlations.push_back(asked_correlation(it));
  if (!options.sample.empty()) request.sample = whole_number("--sample", options.sample, 1);
  if (!options.by.empty()) {
    one_of("--by", options.by, {"lhs", "sobol", "random"});
    request.by = *sample_by_named(options.by);
  }
  return request;
}

}  // namespace allot::cli
