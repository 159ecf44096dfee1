#pragma once

#include <string>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/streams.hpp"
#include "report/answers.hpp"

namespace allot::cli {

/// The answer as other programs take it: whole as answer.json, and a CSV for each of its tables that says something.
NamedTexts files_of(const Answer& answer);

/// What --out writes of every answer: in its own formats as NAME.json, .csv and .txt, and as `files_of` has it.
template <class Finding>
NamedTexts files_of(const Finding& finding, const std::string& name) {
  NamedTexts texts = {{name + ".json", render(finding, Format::json)},
                      {name + ".csv", render(finding, Format::csv)},
                      {name + ".txt", render(finding, Format::table)}};
  for (auto& it : files_of(answer_of(finding))) texts.push_back(std::move(it));
  return texts;
}

/// Prints what was found in the format asked for, and writes it into the folder of --out.
template <class Finding>
void give(const Finding& finding, const std::string& name, const OutputOptions& output, Format format,
          const Style& style) {
  if (!output.folder.empty()) write_all({output.folder, {}}, files_of(finding, name));
  print(render(finding, format, style));
}

}  // namespace allot::cli
