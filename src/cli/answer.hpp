#pragma once

#include <string>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/streams.hpp"

namespace allot::cli {

/// Prints an answer in the format asked for, and with --out writes it in all of them as NAME.json, .csv and .txt.
template <class Answer>
void give(const Answer& answer, const std::string& name, const OutputOptions& output, Format format,
          const Style& style) {
  if (!output.folder.empty())
    write_all({output.folder, {}}, {{name + ".json", render(answer, Format::json)},
                                    {name + ".csv", render(answer, Format::csv)},
                                    {name + ".txt", render(answer, Format::table)}});
  print(render(answer, format, style));
}

}  // namespace allot::cli
