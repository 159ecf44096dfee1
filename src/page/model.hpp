#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What figures show, in units of the data: no pixel, no word of a title. The script draws each kind at the width that
/// there is, `svg.hpp` four of them as they stand in the file.
namespace allot::page {

using Series = std::vector<double>;  ///< over the grid

enum class Tone : std::uint8_t { gain, loss, none, with, without, waiting, busy, ink };
std::string_view word_of(Tone tone);

/// Rows of dot, interval of the mean, and eight in ten replications.
struct RowsModel {
  struct Row {
    std::string head = {};  ///< a heading, and nothing else
    std::string label = {};
    std::optional<std::size_t> reading = std::nullopt;
    std::string organisation = {};
    Tone tone = Tone::none;
    double mean = 0;
    std::optional<double> ci_low = {}, ci_high = {}, p10 = {}, p90 = {};
    std::string text = {};
  };
  std::string unit;
  bool is_share = false;
  std::vector<Row> rows;
};

struct TimeModel {
  enum class Kind : std::uint8_t { band, line, area, stack };
  struct StackPart {
    Tone tone = Tone::with;
    std::string label;
    Series y;
  };
  struct Layer {
    Kind kind = Kind::line;
    Tone tone = Tone::with;
    bool is_dashed = false;
    std::string label;
    Series y, low, high;
    std::vector<StackPart> parts;
  };
  struct Said {
    std::string label;
    Series y, low, high;
  };
  std::string unit, organisation;
  int height = 250;
  std::vector<Layer> layers;
  std::optional<std::pair<double, double>> limits;
  std::vector<Said> say;
};

struct DotsModel {
  struct Group {
    std::string label, organisation;
    std::vector<double> values;
  };
  std::string unit;
  std::vector<Group> groups;
  bool is_of_levels = false;  ///< and not of differences, which are looked at from zero
};

/// Days; an empty one is not reached by the end.
struct RangesModel {
  struct Mark {
    Tone tone = Tone::with;
    std::string p10, p50, p90;
    double share = 1;
  };
  struct Row {
    std::string label, organisation, text;
    Tone tone = Tone::none;
    std::vector<Mark> marks;
  };
  std::vector<Row> rows;
};

struct PlanModel {
  struct Row {
    std::string what;  ///< decision, order, room
    std::string label, planned, p10, p50, p90, text;
  };
  std::vector<Row> rows;
};

struct FlowModel {
  struct Node {
    std::string id, label;
    int depth = 0;
    Tone tone = Tone::with;
  };
  struct Link {
    std::string from, to;
    double value = 0;
    Tone tone = Tone::with;
  };
  std::string unit;
  std::vector<Node> nodes;
  std::vector<Link> links;
};

struct WaterfallModel {
  struct Bar {
    std::string label;
    double from = 0, to = 0;
    Tone tone = Tone::ink;
    std::string text;
  };
  std::string unit;
  std::vector<Bar> bars;
};

struct TornadoModel {
  struct End {
    std::string at;
    double mean = 0;
  };
  struct Row {
    std::string label;
    End low, high;
    double least = 0, most = 0;
    std::string text;
    bool turns = false;
  };
  std::string unit;
  double now = 0;
  std::vector<Row> rows;
};

struct CurveModel {
  struct Point {
    std::string x;  ///< a day, or a number
    double mean = 0;
    std::optional<double> low, high;
  };
  std::string unit;
  bool is_of_dates = false;
  std::vector<Point> points;
  std::string now;
  std::vector<std::vector<Point>> others;
  bool is_of_levels = false;  ///< and not of differences, which are gains and losses
};

using Model = std::variant<RowsModel, TimeModel, DotsModel, RangesModel, PlanModel, FlowModel, WaterfallModel,
                           TornadoModel, CurveModel>;

/// As the script reads it, to be put into an element script.
std::string json_of(const Model& model);

}  // namespace allot::page
