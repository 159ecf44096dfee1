#include "experiment/uncertain_inputs.hpp"

#include <algorithm>
#include <cmath>

#include "allot/distribution.hpp"
#include "base/elementary.hpp"
#include "base/pointer.hpp"
#include "experiment/labels.hpp"
#include "experiment/varied_fields.hpp"
#include "experiment/written_value.hpp"
#include "random/key.hpp"
#include "scenario/read_value.hpp"

namespace allot::experiment {
namespace {

// "texas room main at" of /sites/texas/room/main/at.
std::string words_of_place(const std::string& pointer) {
  const auto keys = keys_of_pointer(pointer);
  std::string words;
  for (std::size_t i = keys && keys->size() > 2 ? 1 : 0; keys && i < keys->size(); ++i)
    words += (words.empty() ? "" : " ") + (*keys)[i];
  return words.empty() ? pointer : words;
}

// No bound of what is drawn, so that further digits mean nothing.
double to_four_digits(double number) {
  if (number == 0 || !std::isfinite(number)) return number;
  const int last = elementary::decimal_exponent(number) - 3;
  const double unit = elementary::ten_to_the(std::abs(last));
  return last < 0 ? std::round(number * unit) / unit : std::round(number / unit) * unit;
}

std::string shown_quantile(const Value& value, double share, const std::string& currency) {
  const double number = quantile(*value.distribution, share);
  if (value.kind == Kind::date) return format_date(static_cast<Date>(std::floor(number / day)) * day);
  const double step = std::abs(number) >= day ? day : 1;
  return written_as(value.kind == Kind::duration ? std::round(number / step) * step : to_four_digits(number), value,
                    currency);
}

SensitivityInput input_of(std::string pointer, std::string label, const Value& value, const std::string& currency) {
  const auto shown = [&](double share) { return shown_quantile(value, share, currency); };
  return {std::move(pointer), std::move(label), shown(0.1), shown(0.5), shown(0.9)};
}

/// Inputs as they are found, each stream once.
class Finder {
 public:
  explicit Finder(const std::vector<VariedField>& varied) : varied_(varied) {}

  void add(const AskedScenario& asked) {
    std::vector<std::uint64_t> wanted;
    for (const model::Uncertain& it : asked.model.uncertain) wanted.push_back(it.stream);
    for (const Parameter& it : asked.scenario.parameters)
      if (std::ranges::count(wanted, it.value.address) > 0) keep(it.value.address, of_parameter(it, asked));
    std::erase_if(wanted, [&](std::uint64_t stream) { return is_known(stream); });
    if (wanted.empty()) return;
    look_at(resolved(asked.file), "", asked, wanted);
    for (const std::uint64_t stream : wanted)
      if (!is_known(stream)) keep(stream, unnamed(asked.model, stream));
  }

  UncertainInputs found() && { return std::move(found_); }

 private:
  bool is_known(std::uint64_t stream) const { return std::ranges::count(found_.streams, stream) > 0; }

  void keep(std::uint64_t stream, SensitivityInput input) {
    if (is_known(stream)) return;
    found_.streams.push_back(stream);
    found_.shown.push_back(std::move(input));
  }

  SensitivityInput of_parameter(const Parameter& it, const AskedScenario& asked) const {
    const VariedField* const field = field_of_parameter(varied_, it.id);
    return field ? input_of(field->pointer, words_of_place(field->pointer), it.value, asked.scenario.currency)
                 : input_of(pointer_of_keys({"parameters", it.id}), name_of(it), it.value, asked.scenario.currency);
  }

  // Draws of values without a name are named by where they stand.
  void look_at(const Draft& node, const std::string& pointer, const AskedScenario& asked,
               const std::vector<std::uint64_t>& wanted) {
    const bool is_object = node.is(Draft::Type::object);
    if (is_object && std::ranges::count(wanted, hash_name("value" + pointer)) > 0)
      return keep(hash_name("value" + pointer), of_place(node, pointer, asked));
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const Draft* const id = node.items[i].find("id");
      const std::string key = is_object ? node.keys[i] : id ? id->text : std::to_string(i);
      look_at(node.items[i], pointer + "/" + escaped_key(key), asked, wanted);
    }
  }

  static SensitivityInput of_place(const Draft& node, const std::string& pointer, const AskedScenario& asked) {
    scenario::Reader reader(asked.file.load);
    reader.currency = asked.scenario.currency;
    Value value;
    scenario::read_any_value(reader, scenario::Cursor(node), value);
    if (!value.distribution) return {pointer, words_of_place(pointer), "", "", ""};
    return input_of(pointer, words_of_place(pointer), value, asked.scenario.currency);
  }

  static SensitivityInput unnamed(const model::Model& model, std::uint64_t stream) {
    const auto found = std::ranges::find(model.uncertain, stream, &model::Uncertain::stream);
    const std::string name = "uncertain value " + std::to_string(found - model.uncertain.begin() + 1);
    return {name, name, "", "", ""};
  }

  const std::vector<VariedField>& varied_;
  UncertainInputs found_;
};

}  // namespace

UncertainInputs uncertain_inputs(const std::vector<AskedScenario>& asked, const std::vector<VariedField>& varied) {
  Finder finder(varied);
  for (const AskedScenario& it : asked) finder.add(it);
  return std::move(finder).found();
}

}  // namespace allot::experiment
