#include "cli/answer.hpp"

namespace allot::cli {

NamedTexts files_of(const Answer& answer) {
  NamedTexts texts = {{"answer.json", tidy_json(answer)}};
  for (const Answer::Table& table : answer.tables)
    if (table.size > 0) texts.emplace_back(table.id + ".csv", csv(table));
  return texts;
}

}  // namespace allot::cli
