#include "cli/answer.hpp"

namespace allot::cli {

Answer asked_by(const CommandLine& typed, Answer answer) {
  answer.provenance.insert(answer.provenance.begin(),
                           {{"command", typed.command}, {"arguments", quoted_for_shell(typed.arguments)}});
  return answer;
}

NamedTexts files_of(const Answer& answer) {
  NamedTexts texts = {{"answer.json", tidy_json(answer)}};
  for (const Answer::Table& table : answer.tables)
    if (table.size > 0) texts.emplace_back("tables/" + table.id + ".csv", csv(table));
  return texts;
}

}  // namespace allot::cli
