#include "sweep/asked_text.hpp"

#include <memory>

#include "base/csv.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

namespace allot::sweep {
namespace {

std::optional<Draft> read_value(const std::string& text) {
  try {
    return json::value_of_text(std::make_shared<Text>(Text{"", text}));
  } catch (const InputError&) {
    return std::nullopt;
  }
}

}  // namespace

AskedText part_of(const AskedText& whole, std::size_t begin, std::size_t length) {
  AskedText part{whole.text.substr(begin, length), whole.place};
  const Place& place = whole.place;
  const std::size_t size = place.end - place.begin;
  if (!place.text || size != whole.text.size() || place.text->content.compare(place.begin, size, whole.text) != 0)
    return part;
  part.place.begin = place.begin + static_cast<std::uint32_t>(begin);
  part.place.end = part.place.begin + static_cast<std::uint32_t>(part.text.size());
  return part;
}

AskedText trimmed_part(const AskedText& whole) {
  const std::string_view trimmed = without_blanks(whole.text);
  return part_of(whole, static_cast<std::size_t>(trimmed.data() - whole.text.data()), trimmed.size());
}

std::vector<AskedText> split_at_commas(const AskedText& whole) {
  std::vector<AskedText> parts;
  std::size_t from = 0, depth = 0;
  bool is_quoted = false;
  const std::string& text = whole.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_quoted && c == '\\')
      ++i;
    else if (c == '"')
      is_quoted = !is_quoted;
    else if (is_quoted)
      continue;
    else if (c == '[' || c == '{')
      ++depth;
    else if ((c == ']' || c == '}') && depth > 0)
      --depth;
    else if (c == ',' && depth == 0) {
      parts.push_back(trimmed_part(part_of(whole, from, i - from)));
      from = i + 1;
    }
  }
  parts.push_back(trimmed_part(part_of(whole, from, text.size() - from)));
  return parts;
}

std::string plain_value(const Draft& value) {
  if (!value.is(Draft::Type::string)) return json::write(value, 0);
  const auto read = read_value(value.text);
  const bool reads_the_same = read && read->is(Draft::Type::string) && read->text == value.text;
  return reads_the_same ? value.text : json::quoted(value.text);
}

std::string plain_value(const AskedText& value) {
  const Draft draft = json::value_of_text(std::make_shared<Text>(Text{"", value.text}));
  return draft.is(Draft::Type::string) ? plain_value(draft) : value.text;
}

Problem problem_at(const AskedText& at, std::string pointer, std::string message, std::string hint) {
  return {at.place, std::move(pointer), std::move(message), std::move(hint), false};
}

}  // namespace allot::sweep
