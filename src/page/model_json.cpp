#include <array>
#include <span>

#include "page/escape.hpp"
#include "page/model.hpp"
#include "page/numbers.hpp"

namespace allot::page {
namespace {

// An object as it grows. What is not there is left out.
class Object {
 public:
  Object& raw(std::string_view key, const std::string& json) {
    text_.append(text_.size() > 1 ? ",\"" : "\"").append(key).append("\":").append(json);
    return *this;
  }
  Object& text(std::string_view key, const std::string& it) { return raw(key, in_script(it)); }
  Object& some(std::string_view key, const std::string& it) { return it.empty() ? *this : text(key, it); }
  Object& number(std::string_view key, std::optional<double> it) { return raw(key, six_digits(it)); }
  Object& tone(Tone it) { return text("tone", std::string(word_of(it))); }
  Object& day(std::string_view key, const std::string& it) { return raw(key, it.empty() ? "null" : in_script(it)); }
  std::string done() { return text_ + "}"; }

 private:
  std::string text_ = "{";
};

template <class Items, class Text>
std::string list_of(const Items& items, const Text& text) {
  std::string out = "[";
  for (const auto& it : items) out.append(out.size() > 1 ? "," : "").append(text(it));
  return out + "]";
}

std::string numbers(const Series& all) {
  return list_of(all, [](double it) { return six_digits(it); });
}

std::string interval_json(const std::optional<double>& low, const std::optional<double>& high) {
  return low && high ? "[" + six_digits(low) + "," + six_digits(high) + "]" : "null";
}

std::string row_json(const RowsModel::Row& it) {
  Object out;
  if (!it.head.empty()) return out.text("head", it.head).done();
  out.text("label", it.label);
  if (it.reading) out.raw("reading", std::to_string(*it.reading));
  out.some("org", it.organisation)
      .tone(it.tone)
      .number("mean", it.mean)
      .raw("ci", interval_json(it.ci_low, it.ci_high));
  return out.number("p10", it.p10).number("p90", it.p90).text("text", it.text).done();
}

std::string layer_json(const TimeModel::Layer& it) {
  Object out;
  using enum TimeModel::Kind;
  switch (it.kind) {
    case band:
      return out.text("type", "band").tone(it.tone).raw("lo", numbers(it.low)).raw("hi", numbers(it.high)).done();
    case line:
      out.text("type", "line").tone(it.tone).raw("dash", it.is_dashed ? "true" : "false").raw("y", numbers(it.y));
      return out.some("label", it.label).done();
    case area: return out.text("type", "area").raw("y", numbers(it.y)).done();
    case stack: break;
  }
  return out.text("type", "stack")
      .raw("parts",
           list_of(it.parts,
                   [](const TimeModel::StackPart& part) {
                     return Object().tone(part.tone).text("label", part.label).raw("y", numbers(part.y)).done();
                   }))
      .done();
}

std::string point_json(const CurveModel::Point& it, bool is_of_dates) {
  Object out;
  out.raw("x", is_of_dates ? in_script(it.x) : it.x).number("mean", it.mean);
  return out.number("lo", it.low).number("hi", it.high).done();
}

struct ModelJson {
  std::string operator()(const RowsModel& it) const {
    return Object()
        .text("kind", "rows")
        .text("unit", it.unit)
        .text("scale", it.is_share ? "share" : "number")
        .raw("rows", list_of(it.rows, row_json))
        .done();
  }
  std::string operator()(const TimeModel& it) const {
    Object out;
    out.text("kind", "time")
        .text("unit", it.unit)
        .raw("height", std::to_string(it.height))
        .some("org", it.organisation);
    out.raw("layers", list_of(it.layers, layer_json));
    if (it.limits) out.raw("limits", interval_json(it.limits->first, it.limits->second));
    return out
        .raw("say", list_of(it.say,
                            [](const TimeModel::Said& said) {
                              Object one;
                              one.text("label", said.label).raw("y", numbers(said.y));
                              if (!said.low.empty()) one.raw("lo", numbers(said.low)).raw("hi", numbers(said.high));
                              return one.done();
                            }))
        .done();
  }
  std::string operator()(const DotsModel& it) const {
    return Object()
        .text("kind", "dots")
        .text("unit", it.unit)
        .some("scale", it.is_of_levels ? "level" : "")
        .raw("groups", list_of(it.groups,
                               [](const DotsModel::Group& group) {
                                 return Object()
                                     .text("label", group.label)
                                     .some("org", group.organisation)
                                     .raw("values", numbers(group.values))
                                     .done();
                               }))
        .done();
  }
  std::string operator()(const RangesModel& it) const {
    const auto mark = [](const RangesModel::Mark& one) {
      return Object()
          .tone(one.tone)
          .day("p10", one.p10)
          .day("p50", one.p50)
          .day("p90", one.p90)
          .number("share", one.share)
          .done();
    };
    const auto row = [&](const RangesModel::Row& one) {
      Object out;
      out.text("label", one.label).some("org", one.organisation).text("text", one.text).tone(one.tone);
      return out.raw("marks", list_of(one.marks, mark)).done();
    };
    return Object().text("kind", "ranges").raw("rows", list_of(it.rows, row)).done();
  }
  std::string operator()(const PlanModel& it) const {
    const auto row = [](const PlanModel::Row& one) {
      Object out;
      out.text("what", one.what).text("label", one.label).day("planned", one.planned).day("p10", one.p10);
      return out.day("p50", one.p50).day("p90", one.p90).text("text", one.text).done();
    };
    return Object().text("kind", "plan").raw("rows", list_of(it.rows, row)).done();
  }
  std::string operator()(const FlowModel& it) const {
    const auto node = [](const FlowModel::Node& one) {
      Object out;
      return out.text("id", one.id)
          .text("label", one.label)
          .raw("depth", std::to_string(one.depth))
          .tone(one.tone)
          .done();
    };
    const auto link = [](const FlowModel::Link& one) {
      return Object().text("from", one.from).text("to", one.to).number("value", one.value).tone(one.tone).done();
    };
    return Object()
        .text("kind", "flow")
        .text("unit", it.unit)
        .raw("nodes", list_of(it.nodes, node))
        .raw("links", list_of(it.links, link))
        .done();
  }
  std::string operator()(const WaterfallModel& it) const {
    const auto bar = [](const WaterfallModel::Bar& one) {
      Object out;
      out.text("label", one.label).number("from", one.from).number("to", one.to).tone(one.tone);
      return out.text("text", one.text).done();
    };
    return Object().text("kind", "waterfall").text("unit", it.unit).raw("bars", list_of(it.bars, bar)).done();
  }
  std::string operator()(const TornadoModel& it) const {
    const auto end = [](const TornadoModel::End& one) {
      return Object().text("at", one.at).number("mean", one.mean).done();
    };
    const auto row = [&](const TornadoModel::Row& one) {
      Object out;
      out.text("label", one.label).raw("low", end(one.low)).raw("high", end(one.high)).number("least", one.least);
      return out.number("most", one.most).text("text", one.text).raw("turns", one.turns ? "true" : "false").done();
    };
    return Object()
        .text("kind", "tornado")
        .text("unit", it.unit)
        .number("now", it.now)
        .raw("rows", list_of(it.rows, row))
        .done();
  }
  std::string operator()(const CurveModel& it) const {
    const auto points = [&](const std::vector<CurveModel::Point>& all) {
      return list_of(all, [&](const CurveModel::Point& one) { return point_json(one, it.is_of_dates); });
    };
    Object out;
    out.text("kind", "curve").text("unit", it.unit).text("axis", it.is_of_dates ? "date" : "number");
    if (it.is_of_levels) out.text("scale", "level");
    out.raw("points", points(it.points));
    out.raw("now", it.now.empty() ? "null" : it.is_of_dates ? in_script(it.now) : it.now);
    return out.raw("others", list_of(it.others, points)).done();
  }
};

}  // namespace

std::string_view word_of(Tone tone) {
  constexpr std::array<std::string_view, 8> words = {"gain",    "loss",    "none", "with",
                                                     "without", "waiting", "busy", "ink"};
  return words[static_cast<std::size_t>(tone)];
}

std::string json_of(const Model& model) { return std::visit(ModelJson{}, model); }

}  // namespace allot::page
