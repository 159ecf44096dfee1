#include "scenario_numbers.hpp"

#include <chrono>
#include <fstream>
#include <sstream>

namespace allot::bench {
namespace {

constexpr double normal_p90 = 1.2815515655446004;

std::ifstream opened(const std::string& file) {
  std::ifstream in(ALLOT_SOURCE_DIR "/data/scenarios/" + file);
  if (!in) throw std::runtime_error("no scenario " + file);
  return in;
}

std::int64_t of_date(const std::string& text) {
  using namespace std::chrono;
  const year_month_day date{year(std::stoi(text.substr(0, 4))),
                            month(static_cast<unsigned>(std::stoi(text.substr(5, 2)))),
                            std::chrono::day(static_cast<unsigned>(std::stoi(text.substr(8, 2))))};
  return sys_days(date).time_since_epoch().count() * day_seconds;
}

}  // namespace

double leading_number(const nlohmann::json& text) {
  return text.is_number() ? text.get<double>() : std::stod(text.get<std::string>());
}

ScenarioNumbers::ScenarioNumbers(const std::string& file) {
  std::ifstream in = opened(file);
  root_ = nlohmann::json::parse(in, nullptr, true, true);
  start_ = of_date(root_.at("start"));
}

const nlohmann::json& ScenarioNumbers::operator[](const std::string& pointer) const {
  return root_.at(nlohmann::json::json_pointer(pointer));
}

std::int64_t ScenarioNumbers::seconds(const nlohmann::json& it) const {
  const auto text = it.get<std::string>();
  if (text.ends_with("d")) return static_cast<std::int64_t>(std::stod(text) * day_seconds + 0.5);
  return of_date(text) - start_;
}

Triangular ScenarioNumbers::triangular(const std::string& parameter) const {
  const nlohmann::json& it = (*this)["/parameters/" + parameter + "/triangular"];
  const auto value = [&](const char* key) {
    return it.at(key).is_number() ? it.at(key).get<double>() : static_cast<double>(seconds(it.at(key)));
  };
  return {value("min"), value("mode"), value("max")};
}

Lognormal ScenarioNumbers::lognormal(const nlohmann::json& distribution) const {
  const nlohmann::json& it = distribution.at("lognormal");
  const auto value = [&](const char* key) {
    return it.at(key).is_number() ? it.at(key).get<double>() : static_cast<double>(seconds(it.at(key)));
  };
  return {value("median"), std::log(value("p90") / value("median")) / normal_p90};
}

std::int64_t ScenarioNumbers::units(const nlohmann::json& amount) const {
  if (amount.is_number()) return amount.get<std::int64_t>();
  const auto& parameter = (*this)["/parameters/" + amount.at("parameter").get<std::string>()];
  return static_cast<std::int64_t>(amount.value("times", 1.0) * parameter.get<double>() + amount.value("plus", 0.0));
}

std::vector<std::vector<std::string>> ScenarioNumbers::book(const std::string& file) const {
  std::ifstream in = opened(file);
  std::vector<std::vector<std::string>> out;
  std::string line, cell;
  for (std::getline(in, line); std::getline(in, line);) {
    std::istringstream cells(line);
    for (out.emplace_back(); std::getline(cells, cell, ',');) out.back().push_back(cell);
  }
  return out;
}

}  // namespace allot::bench
