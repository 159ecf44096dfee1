#include "allot/ledger.hpp"

#include <cmath>
#include <string_view>
#include <unordered_map>

#include "base/text.hpp"
#include "report/csv_line.hpp"

namespace allot::report {
namespace {

std::string escaped(char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') return {'\\', c};
  if (c == '\n') return "\\n";
  if (c == '\t') return "\\t";
  if (byte < 0x20) return {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
  return {c};
}

std::string json(std::int64_t number) { return std::to_string(number); }

std::string json(double number) { return std::isfinite(number) ? shortest(number) : "null"; }

std::string json(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += escaped(c);
  return out + '"';
}

template <class Item>
std::string json(const std::vector<Item>& items) {
  std::string out = "[";
  for (const Item& item : items) out.append(out.size() > 1 ? "," : "").append(json(item));
  return out + ']';
}

std::string plain(std::int64_t number) { return std::to_string(number); }

std::string plain(double number) { return csv_number(number); }

std::string plain(const std::string& text) { return text; }

template <class Item>
std::string plain(const std::vector<Item>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) out.append(i > 0 ? "|" : "").append(plain(items[i]));
  return out;
}

void append_row(std::string& table, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) table.append(i > 0 ? "," : "").append(csv_cell(cells[i]));
  table += '\n';
}

struct LedgerColumns {
  std::vector<std::string> names;
  std::unordered_map<std::string, std::size_t> places;
};

LedgerColumns columns_of(const std::vector<LedgerLine>& lines) {
  LedgerColumns columns;
  for (const LedgerLine& line : lines)
    for (const auto& [name, cell] : line.cells)
      if (columns.places.emplace(name, columns.names.size()).second) columns.names.push_back(name);
  return columns;
}

}  // namespace
}  // namespace allot::report

namespace allot {

std::string json_line(const LedgerLine& line) {
  std::string out = "{";
  for (const auto& [name, cell] : line.cells) {
    out.append(out.size() > 1 ? "," : "").append(report::json(name)).append(":");
    out += std::visit([](const auto& it) { return report::json(it); }, cell);
  }
  return out + '}';
}

std::string csv(const std::vector<LedgerLine>& lines) {
  const report::LedgerColumns columns = report::columns_of(lines);
  std::string table;
  report::append_row(table, columns.names);
  for (const LedgerLine& line : lines) {
    std::vector<std::string> row(columns.names.size());
    for (const auto& [name, cell] : line.cells)
      row[columns.places.at(name)] = std::visit([](const auto& it) { return report::plain(it); }, cell);
    report::append_row(table, row);
  }
  return table;
}

}  // namespace allot
