#include "page/html.hpp"

#include "page/escape.hpp"

namespace allot::page {
namespace {

std::string opening(std::string_view name, const Attributes& attributes) {
  std::string out = "<";
  out += name;
  for (const auto& [key, value] : attributes) {
    out.append(" ").append(key);
    if (!value.empty()) out.append("=\"").append(in_html(value)).append("\"");
  }
  return out + ">";
}

}  // namespace

Html text(std::string_view text) { return {in_html(text)}; }

Html element(std::string_view name, const Attributes& attributes, const Html& inner) {
  return {opening(name, attributes) + inner.source + "</" + std::string(name) + ">"};
}

Html element(std::string_view name, const Html& inner) { return element(name, {}, inner); }

Html lone(std::string_view name, const Attributes& attributes) { return {opening(name, attributes)}; }

Html link(const std::string& address, const Html& words) {
  return is_link(address) ? element("a", {{"href", address}, {"rel", "noreferrer"}}, words) : words;
}

}  // namespace allot::page
