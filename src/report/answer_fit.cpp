#include "report/answer_fit.hpp"

#include "allot/answers.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"

namespace allot {
namespace {

using report::CellKind;

Answer::Cell group_cell(const Fit& it) { return report::text_cell(it.group); }

Answer::Cell best_cell(const Fit& it, std::string (*said)(const Distribution&)) {
  return it.families.empty() ? Answer::Cell() : Answer::Cell(said(it.families.front().distribution));
}

std::string family_said(const Distribution& it) { return name_of(it.family); }

Answer::Table table_of_fits(const Fits& fits) {
  std::vector<Answer::Row> rows;
  for (const Fit* it : report::all_fits(fits)) {
    const auto dropped = [&](double DroppedFit::*which) {
      return it->dropped ? report::cell((*it->dropped).*which) : Answer::Cell();
    };
    rows.push_back({group_cell(*it), report::count_cell(it->rows), report::count_cell(it->exact + it->between),
                    report::count_cell(it->open), report::count_cell(it->between), best_cell(*it, family_said),
                    best_cell(*it, as_written), report::cell(it->observed_median), report::cell(it->observed_p90),
                    dropped(&DroppedFit::mean), dropped(&DroppedFit::median), dropped(&DroppedFit::p90),
                    report::count_cell(it->samples)});
  }
  return report::small_table("fits", "What fits best, of all rows and of each group",
                             {{"group", CellKind::text},
                              {"rows"},
                              {"closed"},
                              {"open"},
                              {"between"},
                              {"family", CellKind::text},
                              {"written", CellKind::text},
                              {"observed_median", CellKind::number, fits.unit},
                              {"observed_p90", CellKind::number, fits.unit},
                              {"mean_without_open", CellKind::number, fits.unit},
                              {"median_without_open", CellKind::number, fits.unit},
                              {"p90_without_open", CellKind::number, fits.unit},
                              {"samples"}},
                             std::move(rows));
}

void add_figure(Answer::Row& row, const FitFigure& figure) {
  row.push_back(report::cell(figure.value));
  report::add_interval(row, figure.ci95);
}

void add_figure_columns(std::vector<Answer::Column>& columns, const std::string& name, const std::string& unit) {
  for (const char* which : {"", "_low", "_high"}) columns.push_back({name + which, CellKind::number, unit});
}

Answer::Table table_of_families(const Fits& fits) {
  std::vector<Answer::Column> columns = {
      {"group", CellKind::text}, {"family", CellKind::text}, {"aic"}, {"aic_above"}, {"bic"}, {"log_likelihood"}};
  for (const char* name : {"mean", "median", "p90"}) add_figure_columns(columns, name, fits.unit);
  columns.insert(
      columns.end(),
      {{"distance", CellKind::number, "share"}, {"p_value", CellKind::number, "share"}, {"written", CellKind::text}});
  std::vector<Answer::Row> rows;
  for (const Fit* fit : report::all_fits(fits))
    for (const FittedFamily& it : fit->families) {
      Answer::Row row = {group_cell(*fit),     name_of(it.distribution.family),
                         report::cell(it.aic), report::cell(it.aic - fit->families.front().aic),
                         report::cell(it.bic), report::cell(it.log_likelihood)};
      for (const FitFigure& figure : {it.mean, it.median, it.p90}) add_figure(row, figure);
      row.insert(row.end(), {report::cell(it.distance), report::cell(it.p_value), as_written(it.distribution)});
      rows.push_back(std::move(row));
    }
  return report::small_table("families", "Families by maximum likelihood, the likeliest first", std::move(columns),
                             std::move(rows));
}

Answer::Table table_of_parameters(const Fits& fits) {
  std::vector<Answer::Row> rows;
  for (const Fit* fit : report::all_fits(fits))
    for (const FittedFamily& it : fit->families) {
      const std::vector<std::string> names = parameters_of(it.distribution.family);
      for (std::size_t i = 0; i < names.size(); ++i) {
        Answer::Row row = {group_cell(*fit), name_of(it.distribution.family), names[i]};
        add_figure(row, it.parameters[i]);
        rows.push_back(std::move(row));
      }
    }
  return report::small_table("parameters", "Their parameters, as a scenario takes them",
                             {{"group", CellKind::text},
                              {"family", CellKind::text},
                              {"parameter", CellKind::text},
                              {"value"},
                              {"low"},
                              {"high"}},
                             std::move(rows));
}

Answer::Table table_of_left_out(const Fits& fits) {
  std::vector<Answer::Row> rows;
  for (const Fit* fit : report::all_fits(fits))
    for (const FamilyLeftOut& it : fit->left_out) rows.push_back({group_cell(*fit), name_of(it.family), it.why});
  return report::small_table("left_out", "Families that cannot be fitted",
                             {{"group", CellKind::text}, {"family", CellKind::text}, {"why", CellKind::text}},
                             std::move(rows));
}

Answer::Table table_of_quantiles(const Fits& fits) {
  std::vector<Answer::Row> rows;
  for (const Fit* fit : report::all_fits(fits))
    for (const QuantilePair& it : fit->quantiles) rows.push_back({group_cell(*fit), it.share, it.observed, it.fitted});
  return report::small_table("quantiles", "Quantiles of the rows, and of what fits best",
                             {{"group", CellKind::text},
                              {"share", CellKind::number, "share"},
                              {"observed", CellKind::number, fits.unit},
                              {"fitted", CellKind::number, fits.unit}},
                             std::move(rows));
}

Answer::Table table_of_test(const Fits& fits) {
  std::vector<Answer::Row> rows;
  if (fits.test)
    rows.push_back({name_of(fits.test->family), report::count_cell(fits.test->groups), fits.test->statistic,
                    fits.test->freedom, fits.test->p_value});
  return report::small_table(
      "group_test", "One distribution for all groups against one for each",
      {{"family", CellKind::text}, {"groups"}, {"statistic"}, {"freedom"}, {"p_value", CellKind::number, "share"}},
      std::move(rows));
}

// An object for each row, by its columns.
Part rows_field(const Answer::Table& table) {
  std::vector<Part> parts;
  for (const Answer::Column& column : table.columns) parts.push_back(views::field(column.name));
  return {table.id, views::of(table.id, views::each(views::object(std::move(parts))))};
}

Sheet sheet_of(const Answer::Table& table) {
  Sheet out;
  std::vector<View> cells;
  for (const Answer::Column& column : table.columns) {
    out.head.push_back(column.name);
    cells.push_back(views::cell(column.name));
  }
  out.lines = {views::of(table.id, views::each(views::list(std::move(cells))))};
  return out;
}

}  // namespace

Answer answer_of(const Fits& it) {
  Answer answer;
  answer.provenance = {{"file", report::text_cell(it.file)},      {"column", report::text_cell(it.column)},
                       {"by", report::text_cell(it.by)},          {"unit", report::text_cell(it.unit)},
                       {"seed", std::to_string(it.request.seed)}, {"samples", report::count_cell(it.request.samples)}};
  answer.statements = report::fit_statements(it);
  answer.tables = {table_of_fits(it),     table_of_families(it),  table_of_parameters(it),
                   table_of_left_out(it), table_of_quantiles(it), table_of_test(it)};
  std::vector<Part> fields = {report::version_field(), views::field("unit")};
  for (const Answer::Table& table : answer.tables) fields.push_back(rows_field(table));
  answer.tree = views::lines(std::move(fields));
  answer.sheets = {sheet_of(answer.tables[1])};
  return answer;
}

}  // namespace allot
