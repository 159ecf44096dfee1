#include "store/query.hpp"

#include <algorithm>

#include "allot/error.hpp"
#include "allot/experiment.hpp"
#include "base/nearest.hpp"
#include "store/facts.hpp"

namespace allot::store {
namespace {

bool is_sql(const std::string& asked) { return asked.find_first_of(" \t\n(") != std::string::npos; }

[[noreturn]] void refuse_name(const Database& database, const std::string& asked) {
  std::vector<std::string> names;
  std::string all;
  for (const Listed& it : listed_in(database.path())) {
    names.push_back(it.name);
    all += (all.empty() ? "" : ", ") + it.name;
  }
  const std::string near = nearest(asked, names);
  throw RequestError("there is no view or table '" + asked + "' in " + database.path().string() +
                     (near.empty() ? "; there are " + all : "; did you mean '" + near + "'?"));
}

// One question that reads: SQLite tells what a statement would do before it is run.
Statement question_of(const Database& database, const std::string& asked) {
  try {
    Statement out = database.prepare(asked);
    if (!out.is_readonly() || out.width() == 0)
      throw RequestError("this asks nothing that can be read; only questions (SELECT ...) are taken");
    if (out.is_followed()) throw RequestError("this is more than one question");
    return out;
  } catch (const EnvironmentError&) {
    if (!database.is_wrong_sql()) throw;
    throw RequestError("SQLite does not understand the question: " + database.complaint());
  }
}

}  // namespace

std::vector<Listed> listed_in(const std::filesystem::path& path) {
  const Database database(path, Access::read);
  expect_ours(database);
  std::vector<Listed> out;
  Statement names =
      database.prepare("SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY type DESC, name");
  while (names.step()) {
    const std::string name = std::get<std::string>(names.cell(0));
    const Answer::Cell rows = database.value("SELECT count(*) FROM " + quoted_name(name));
    out.push_back(
        {name, std::get<std::string>(names.cell(1)) == "view", static_cast<std::size_t>(std::get<double>(rows))});
  }
  return out;
}

void read_rows(const std::filesystem::path& path, const std::string& asked, const Reader& reader) {
  const Database database(path, Access::read);
  expect_ours(database);
  if (!is_sql(asked) && !database.has(asked)) refuse_name(database, asked);
  Statement question = question_of(database, is_sql(asked) ? asked : "SELECT * FROM " + quoted_name(asked));
  std::vector<std::string> columns;
  for (int i = 0; i < question.width(); ++i) {
    if (std::find(columns.begin(), columns.end(), question.name(i)) != columns.end())
      throw RequestError("two columns are called '" + question.name(i) + "'; name one of them anew with AS");
    columns.push_back(question.name(i));
  }
  reader.columns(columns);
  while (question.step()) {
    Answer::Row row;
    for (int i = 0; i < question.width(); ++i) row.push_back(question.cell(i));
    reader.row(row);
  }
}

}  // namespace allot::store
