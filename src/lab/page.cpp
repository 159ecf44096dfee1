#include "lab/page.hpp"

#include "allot/version.hpp"
#include "base/contract.hpp"
#include "lab/assets.hpp"
#include "page/escape.hpp"
#include "page/policy.hpp"
#include "report/json.hpp"

namespace allot::lab {
namespace {

using page::hash_source, page::in_html;

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

// JSON within an element script, which no "<" may end.
std::string json_in_script(std::string json) {
  replace_all(json, "<", "\\u003c");
  return json;
}

// Nothing is loaded. Workers are made of what the page holds, and WebAssembly is compiled, which a report never does.
std::string content_policy() {
  return "default-src 'none'; script-src " + hash_source(script()) +
         " 'wasm-unsafe-eval'; worker-src blob:; style-src " + hash_source(style()) +
         "; base-uri 'none'; form-action 'none'";
}

std::string texts_json(const ScenarioTexts& texts) {
  std::string files;
  for (const auto& [path, text] : texts.files)
    files += (files.empty() ? "" : ",") + report::json_string(path) + ":" + report::json_string(text);
  return "{\"name\":" + report::json_string(texts.name) + ",\"text\":" + report::json_string(texts.text) +
         ",\"files\":{" + files + "}}";
}

std::string held(std::string_view id, std::string_view type, std::string_view text) {
  return "<script id=\"" + std::string(id) + "\" type=\"" + std::string(type) + "\">" + std::string(text) +
         "</script>\n";
}

std::string head(const Page& page) {
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
         "http-equiv=\"Content-Security-Policy\" "
         "content=\"" +
         content_policy() + "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
         in_html(page.title) + ": the lab</title>\n<style>" + std::string(style()) + "</style>\n</head>\n";
}

std::string body(const Page& page) {
  return "<body>\n<a class=\"skip\" href=\"#answer\">To the answer</a>\n<div class=\"wrap\">\n<header><b>allot</b> "
         "<span>lab · " +
         in_html(page.title) +
         "</span><button type=\"button\" id=\"theme\">Light or dark</button></header>\n<main>\n<h1>Move an assumption. "
         "The "
         "answer moves with it.</h1>\n<p class=\"question\">" +
         in_html(page.question) + R"(</p>
<noscript><p>The lab is a program in a page: it needs JavaScript. <code>allot compare</code> answers the same without.</p></noscript>
<div class="lab">
<form class="panel" aria-label="What is assumed and decided"><div id="pairs"></div><div id="levers"></div>
<div class="buttons"><button type="button" id="back">Back to as written</button><button type="button" id="keep">Keep this point</button><button type="button" id="copy-variant">Copy as a variant</button></div></form>
<div id="answer">
<div class="say" id="say" role="status" aria-live="polite"></div>
<p class="sub" id="status"></p>
<div class="wrong" id="wrong" role="alert" hidden></div>
<figure><h3 id="rows-title">GPU-days online: what the decision makes of them, by organisation</h3><p class="note">Dot: mean; thick: 95% of the mean; thin: eight in ten replications. Grey: not told from nothing.</p><div class="chart" id="rows" role="img" aria-labelledby="rows-title"></div></figure>
<figure><h3 id="curve-title">What it comes to over the range of an assumption</h3><p class="note">Mean and eight in ten, 100 replications each; the dot is where the slider stands.</p><div class="chart" id="curve" role="img" aria-labelledby="curve-title"></div></figure>
<section id="points" hidden><h2>Points kept</h2><div class="scroll"><table id="kept"></table></div></section>
<h2>The same from the program</h2><p class="note">The same scenario, seed and replications give the same digits, here and there.</p><pre><code id="command"></code></pre>
<div class="buttons"><button type="button" id="copy-command">Copy the command</button></div><p class="sub" id="copied" role="status"></p>
</div></div>
</main>
<p class="sub">allot )" +
         std::string(version) + "; scenario, engine and charts are all in this file.</p>\n</div>\n";
}

}  // namespace

bool is_there() { return !module_script().empty(); }

std::string html(const Page& page) {
  expects(is_there(), "a lab has an engine");
  return head(page) + body(page) + held("texts", "application/json", json_in_script(texts_json(page.texts))) +
         held("facts", "application/json", json_in_script(page.levers)) +
         held("module", "text/plain", module_script()) + held("worker", "text/plain", worker_script()) +
         "<script type=\"module\">" + std::string(script()) + "</script>\n</body>\n</html>\n";
}

}  // namespace allot::lab
