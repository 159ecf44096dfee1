#include "json/parse.hpp"

#include <nlohmann/json.hpp>

#include "allot/error.hpp"
#include "base/contract.hpp"
#include "base/text_fault.hpp"
#include "base/utf8.hpp"
#include "json/draft_builder.hpp"

namespace allot::json {
namespace {

using Library = nlohmann::json;

Draft scalar_of(Draft::Type type) {
  Draft draft;
  draft.type = type;
  return draft;
}

// Hands the library's events on; what an event is comes from the library, where it stands from the builder.
class Events final : public nlohmann::json_sax<Library> {
 public:
  Events(DraftBuilder& builder, std::string_view text, std::size_t begin)
      : builder_(builder), text_(text), begin_(begin) {}

  bool null() override { return builder_.scalar(scalar_of(Draft::Type::null), builder_.tokens().word()); }
  bool boolean(bool value) override {
    Draft draft = scalar_of(Draft::Type::boolean);
    draft.boolean = value;
    return builder_.scalar(std::move(draft), builder_.tokens().word());
  }
  bool number_integer(number_integer_t value) override { return number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) override { return number(value); }
  bool string(string_t& value) override { return builder_.scalar(Draft::string_of(value), builder_.tokens().string()); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return builder_.begin_container(Draft::Type::object); }
  bool start_array(std::size_t) override { return builder_.begin_container(Draft::Type::array); }
  bool end_object() override { return builder_.end_container(); }
  bool end_array() override { return builder_.end_container(); }
  bool key(string_t& name) override { return builder_.key(std::move(name)); }
  bool parse_error(std::size_t position, const std::string&, const Library::exception& error) override {
    return builder_.syntax_error(begin_ + position, error.what());
  }

 private:
  bool number(double value) {
    const Token token = builder_.tokens().number();
    return builder_.scalar(Draft::number_of(value, text_.substr(token.begin, token.end - token.begin)), token);
  }

  DraftBuilder& builder_;
  std::string_view text_;
  std::size_t begin_;
};

void check_text(const TextPointer& text) {
  if (auto fault = fault_in_text(text)) throw InputError({std::move(*fault)});
}

Draft parse_from(TextPointer text, std::size_t begin) {
  const std::string_view content = text->content;
  if (content.substr(begin).starts_with(byte_order_mark)) begin += byte_order_mark.size();
  check_text(text);
  DraftBuilder builder(text, begin);
  Events events(builder, content, begin);
  const bool finished = Library::sax_parse(content.begin() + static_cast<std::ptrdiff_t>(begin), content.end(), &events,
                                           Library::input_format_t::json, true, true);
  if (!builder.problems().empty()) throw InputError(std::move(builder.problems()));
  expects(finished, "a parse that fails says why");
  return std::move(builder).result();
}

}  // namespace

Draft parse(TextPointer text) { return parse_from(std::move(text), 0); }

Draft value_of_text(TextPointer text, std::size_t begin) {
  const std::string_view content = text->content;
  const std::size_t first = content.find_first_not_of(" \t\r\n", begin);
  const bool is_surely_json = first != std::string_view::npos && std::string_view("{[\"").find(content[first]) < 3;
  if (is_surely_json) return parse_from(std::move(text), begin);
  check_text(text);
  if (Library::accept(content.begin() + static_cast<std::ptrdiff_t>(begin), content.end()))
    return parse_from(std::move(text), begin);
  const Place place{text, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(content.size()), 0, 0};
  return Draft::string_of(content.substr(begin), place);
}

}  // namespace allot::json
