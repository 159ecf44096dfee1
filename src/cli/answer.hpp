#pragma once

#include <string>

#include "allot/answers.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/streams.hpp"
#include "cli/workbook.hpp"

namespace allot::cli {

/// Says in its provenance how the program was asked: `command`, and `arguments` as they were typed.
Answer asked_by(const CommandLine& typed, Answer answer);

/// The answer as other programs take it: whole as answer.json, and in the folder tables, where no name is another's, a CSV
/// for each of its tables that has rows.
NamedTexts files_of(const Answer& answer);

/// What --out writes of every answer: in its own formats as NAME.json, .csv and .txt, the last also as answer.txt, and as
/// `files_of` has it.
template <class Finding>
NamedTexts files_of(const Finding& finding, const std::string& name, const OutputOptions& output) {
  const std::string table = render(finding, Format::table);
  NamedTexts texts = {{name + ".json", render(finding, Format::json)},
                      {name + ".csv", render(finding, Format::csv)},
                      {name + ".txt", table},
                      {"answer.txt", table}};
  for (auto& it : files_of(asked_by(*output.typed, answer_of(finding)))) texts.push_back(std::move(it));
  return texts;
}

/// What was found in one format, as it is printed.
template <class Finding, class... Styles>
std::string printed(const Finding& finding, const OutputOptions& output, Format format, const Styles&... style) {
  if (format == Format::tidy) return tidy_json(asked_by(*output.typed, answer_of(finding)));
  return render(finding, format, style...);
}

/// Prints what was found in the format asked for, and writes it into the folder of --out and the workbook of -o.
template <class Finding>
void give(const Finding& finding, const std::string& name, const OutputOptions& output, Format format,
          const Style& style) {
  if (!output.folder.empty() || !output.workbook.empty())
    write_all(
        {output.folder, output.workbook}, output.folder.empty() ? NamedTexts() : files_of(finding, name, output),
        [&](const std::filesystem::path& path) { write_workbook(asked_by(*output.typed, answer_of(finding)), path); });
  print(printed(finding, output, format, style));
}

}  // namespace allot::cli
