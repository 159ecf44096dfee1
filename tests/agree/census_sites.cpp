#include <string_view>

#include "agree/census.hpp"

namespace allot::agree {
namespace {

bool any_site(const Evidence& it, bool (*holds)(const Json& site)) { return any_in(it.scenario, "sites", holds); }

bool any_source(const Evidence& it, bool (*holds)(const Json& source)) {
  return any_in(it.scenario, "sites",
                [&](const Json& site) { return any_in(site, "room", holds) || any_in(site, "power", holds); });
}

bool went(const Evidence& it, std::string_view from, std::string_view to) {
  return any(it.of("state"), [&](const Json& line) { return line.at("from") == from && line.at("to") == to; });
}

bool is_power(const Json& source) { return source.at("add").is_string(); }

bool is_negative(const Json& source) {
  return is_power(source) ? source.at("add").get<std::string>()[0] == '-'
                          : source.at("add").is_number() && source.at("add") < 0;
}

bool reached(const Evidence& it, const char* whose, const char* what) {
  return any(it.of("milestone"), [&](const Json& line) {
    const Json& milestone = it.scenario.at("milestones").at(line.at("milestone").get<std::string>());
    return has(milestone, whose) && has(milestone, what);
  });
}

}  // namespace

void add_sites(Features& all) {
  all.insert(
      all.end(),
      {
          {"site: units online at the start", [](const Evidence& it) { return !it.of("online_at_start").empty(); }},
          {"site: room in units",
           [](const Evidence& it) {
             return any_site(it, [](const Json& s) {
               return any_in(s, "room", [](const Json& r) { return r.at("add").is_number(); });
             });
           }},
          {"site: room in power",
           [](const Evidence& it) {
             return any_site(
                 it, [](const Json& s) { return any_in(s, "room", [](const Json& r) { return is_power(r); }); });
           }},
          {"site: no limit of room",
           [](const Evidence& it) { return any_site(it, [](const Json& s) { return !has(s, "room"); }); }},
          {"site: a source that slips",
           [](const Evidence& it) { return any_source(it, [](const Json& s) { return has(s, "slip"); }); }},
          {"site: a source that is switched off",
           [](const Evidence& it) { return any_source(it, [](const Json& s) { return is_negative(s); }); }},
          {"site: a ramp",
           [](const Evidence& it) { return any_source(it, [](const Json& s) { return has(s, "until"); }); }},
          {"site: overhead",
           [](const Evidence& it) { return any_site(it, [](const Json& s) { return has(s, "overhead"); }); }},
          {"site: a region of its own",
           [](const Evidence& it) { return any_site(it, [](const Json& s) { return has(s, "region"); }); }},
          {"site: a crew at work",
           [](const Evidence& it) {
             return went(it, "delivered", "installing") &&
                    any_site(it, [](const Json& s) { return has(s, "install"); });
           }},
          {"site: commissioning that takes time",
           [](const Evidence& it) {
             return went(it, "installing", "commissioning") && any_site(it, [](const Json& s) {
                      return has(s, "commissioning") && s.at("commissioning") != "0d";
                    });
           }},
          {"site: units that wait for power",
           [](const Evidence& it) {
             return went(it, "commissioning", "unpowered") && went(it, "unpowered", "online");
           }},
          {"site: power lost", [](const Evidence& it) { return went(it, "online", "unpowered"); }},
          {"site: room lost by what is online", [](const Evidence& it) { return went(it, "online", "delivered"); }},
          {"site: room lost by what waits for power",
           [](const Evidence& it) { return went(it, "unpowered", "delivered"); }},
          {"site: room lost by what is commissioned",
           [](const Evidence& it) { return went(it, "commissioning", "delivered"); }},
          {"site: room lost by what is installed",
           [](const Evidence& it) { return went(it, "installing", "delivered"); }},
          {"milestone: of an organisation, units",
           [](const Evidence& it) { return reached(it, "organisation", "online"); }},
          {"milestone: of an organisation, compute",
           [](const Evidence& it) { return reached(it, "organisation", "compute"); }},
          {"milestone: of a group", [](const Evidence& it) { return reached(it, "group", "online"); }},
          {"milestone: of a site", [](const Evidence& it) { return reached(it, "site", "online"); }},
      });
}

}  // namespace allot::agree
