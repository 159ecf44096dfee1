#include "base/pointer.hpp"

namespace allot {
namespace {

std::optional<std::string> unescaped(std::string_view token) {
  std::string key;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') {
      key += token[i];
      continue;
    }
    if (++i == token.size() || (token[i] != '0' && token[i] != '1')) return std::nullopt;
    key += token[i] == '0' ? '~' : '/';
  }
  return key;
}

}  // namespace

std::string escaped_key(std::string_view key) {
  std::string text;
  for (const char c : key) {
    if (c == '~')
      text += "~0";
    else if (c == '/')
      text += "~1";
    else
      text += c;
  }
  return text;
}

std::optional<std::vector<std::string>> keys_of_pointer(std::string_view pointer) {
  std::vector<std::string> keys;
  if (!pointer.empty() && pointer.front() != '/') return std::nullopt;
  while (!pointer.empty()) {
    const std::string_view token = pointer.substr(1, pointer.find('/', 1) - 1);
    auto key = unescaped(token);
    if (!key) return std::nullopt;
    keys.push_back(std::move(*key));
    pointer.remove_prefix(1 + token.size());
  }
  return keys;
}

std::string pointer_of_keys(const std::vector<std::string>& keys) {
  std::string text;
  for (const std::string& key : keys) text += '/' + escaped_key(key);
  return text;
}

}  // namespace allot
