#include "intake/headers.hpp"

#include "intake/words.hpp"

namespace allot::intake {
namespace {

using scenario::Books;

// Tables: a field a line. Names that two fields share stand with the field whose meaning comes first in the table.
// clang-format off
constexpr std::string_view order_names = "so number|so no|so nr|so|sales order number|sales order no|sales order|sales document|sales doc|order number|order no|order nr|order id|order|auftragsnummer|auftragsnr|auftrag nr|auftrag|kundenauftrag|verkaufsbeleg|vbeln|created from|document number|belegnummer|beleg|id";
constexpr std::string_view line_names = "so line|line number|line no|line id|line sequence number|line item|order line|line|item no|item|positionsnummer|positionsnr|position|posnr|pos nr|pos|sales document item|schedule line";
constexpr std::string_view product_names = "product|product id|product name|material|material number|material no|materialnummer|materialnr|matnr|sku|part number|part no|part|mpn|artikel|artikelnummer|artikelnr|artikel nr|produkt|model|modell|item|item number";
constexpr std::string_view unit_names = "open qty|open quantity|offene menge|order qty|order quantity|ordered qty|confirmed qty|committed qty|qty|quantity|units|auftragsmenge|bestellmenge|liefermenge|menge|stueckzahl|stueck|anzahl|pcs|pieces|gpus";
constexpr std::string_view supplier_names = "supplier|supplier id|supplier name|vendor|vendor name|lieferant|lieferantenname|kreditor|manufacturer|hersteller|source";

constexpr KnownHeaders orders[] = {
    {"id", Look::any, order_names, true},
    {"id", Look::any, line_names},
    {"organisation", Look::any, "organisation|customer|customer name|customer id|sold to party|sold to|sold to name|kunde|kundenname|kundennummer|kundennr|auftraggeber|kunnr|buyer|account|account name|bill to", true},
    {"product", Look::any, product_names, true},
    {"units", Look::number, unit_names, true},
    {"due", Look::date, "due|promised|promise date|promised date|promised on|confirmed date|confirmed delivery date|confirmed|commit date|due date|zugesagt|zusagetermin|bestaetigter termin|bestaetigt|liefertermin|lieferdatum|delivery date|req date|requested date|requested delivery date|request date|required date|need by|need by date|wunschtermin|wunschlieferdatum|termin"},
    {"needed", Look::date, "needed|needed on|needed by|needed from|need date|benoetigt|benoetigt am|benoetigt ab|bedarfstermin|bedarfsdatum"},
    {"placed", Look::date, "placed|order date|ordered|ordered on|created on|created|entry date|document date|booking date|auftragsdatum|bestelldatum|angelegt am|angelegt|erfasst am|belegdatum|audat"},
    {"not_before", Look::date, "not before|not_before|earliest date|earliest ship date|earliest delivery date|earliest|fruehestens|fruehester termin"},
    {"supplier", Look::any, "supplier|supplier id|supplier name|vendor|vendor name|lieferant|plant|plant name|werk|lieferwerk|shipping point|source", true},
    {"site", Look::any, "site|ship to party|ship to|ship to name|delivery site|destination|data center|datacenter|warenempfaenger|standort|lieferort|rechenzentrum"},
    {"priority", Look::number, "priority|prio|prioritaet|lieferprioritaet|delivery priority"},
    {"kit", Look::any, "kit|ship set|ship set name|shipset|ship together|fulfillment set|fulfilment set|bundle|lieferset"},
};

constexpr KnownHeaders supply[] = {
    {"id", Look::any, "id|lot id|lot|commitment|commit id|purchase order|po number|po no|po nr|po|bestellnummer|bestellnr|bestellung|einkaufsbeleg|ebeln|shipment|shipment id|asn|charge"},
    {"id", Look::any, "po line|line number|line no|line item|line|positionsnummer|position|posnr|pos"},
    {"supplier", Look::any, supplier_names, true},
    {"product", Look::any, product_names, true},
    {"at", Look::date, "at|committed date|commit date|confirmed date|confirmed delivery date|delivery date|available date|availability date|available|eta|expected date|ready date|ship date|promised date|promised|liefertermin|bestaetigter termin|lieferdatum|verfuegbar ab|verfuegbar|wareneingang geplant|termin|date|datum", true},
    {"units", Look::number, unit_names, true},
    {"confidence", Look::any, "confidence|commitment status|commit status|certainty|probability class|status|sicherheit|verbindlichkeit|bestaetigungsstatus|zusage"},
    {"yield", Look::number, "yield|ausbeute"},
};

constexpr KnownHeaders sites[] = {
    {"id", Look::any, "id|phase|tranche|milestone|project|projekt|bauabschnitt|abschnitt|meilenstein"},
    {"site", Look::any, "site|site name|hall|data hall|data center|datacenter|building|campus|standort|halle|rechenzentrum|gebaeude", true},
    {"gate", Look::any, "gate|kind|type|what|resource|art|typ|gewerk", true},
    {"at", Look::date, "at|ready for service|ready date|ready|rfs|energised|energized|energisation|go live|available date|available|handover|bereit am|bereit|betriebsbereit|uebergabe|fertigstellung|fertig|termin|date|datum", true},
    {"add", Look::number, "add|power mw|power kw|power|it load|load mw|load|capacity|mw|kw|racks|places|room|units|leistung mw|leistung|anschlussleistung|kapazitaet|stellplaetze|plaetze", true},
    {"from", Look::date, "from|ramp start|start|von|beginn"},
    {"until", Look::date, "until|ramp end|end|bis|ende"},
};

constexpr KnownHeaders received[] = {
    {"supplier", Look::any, supplier_names, true},
    {"product", Look::any, product_names},
    {"supply", Look::any, "supply|lot id|lot|commitment|purchase order|po number|po no|po|bestellnummer|bestellnr|bestellung|einkaufsbeleg|ebeln|asn|charge"},
    {"supply", Look::any, "po line|line number|line no|line item|line|positionsnummer|position|posnr|pos"},
    {"planned", Look::date, "planned|planned date|promised date|committed date|commit date|scheduled date|plantermin|geplant|liefertermin|soll"},
    {"units", Look::number, "received qty|received quantity|gr qty|wareneingangsmenge|qty|quantity|units|menge|stueckzahl|stueck|anzahl|pcs", true},
    {"date", Look::date, "received on|receipt date|received|gr date|goods receipt date|goods receipt|posting date|wareneingang am|wareneingang|wareneingangsdatum|eingangsdatum|buchungsdatum|ist|date|datum", true},
};

constexpr KnownHeaders shipped[] = {
    {"order", Look::any, order_names, true},
    {"order", Look::any, line_names},
    {"units", Look::number, "shipped qty|shipped quantity|delivered qty|gi qty|liefermenge|versandmenge|qty|quantity|units|menge|stueckzahl|stueck|anzahl|pcs", true},
    {"date", Look::date, "shipped on|ship date|shipped|shipping date|goods issue date|actual goods issue|goods issue|gi date|warenausgang am|warenausgang|warenausgangsdatum|versanddatum|versendet am|versendet|date|datum", true},
    {"delivered", Look::date, "delivered|delivered on|proof of delivery|pod|pod date|arrived|arrival date|actual delivery date|zugestellt am|zugestellt|geliefert am|geliefert|angekommen|ankunft"},
    {"expected", Look::date, "expected|eta|expected arrival|estimated arrival|planned delivery date|voraussichtliche ankunft|voraussichtlich|erwartet"},
};

constexpr KnownHeaders cancelled[] = {
    {"order", Look::any, order_names, true},
    {"order", Look::any, line_names},
    {"units", Look::number, "cancelled qty|canceled qty|cancelled quantity|stornomenge|qty|quantity|units|menge|stueckzahl|stueck|anzahl|pcs", true},
    {"date", Look::date, "cancelled on|canceled on|cancellation date|cancel date|cancelled|canceled|storniert am|stornodatum|storniert|date|datum", true},
};

constexpr KnownHeaders awards[] = {
    {"order", Look::any, order_names, true},
    {"order", Look::any, line_names},
    {"units", Look::number, "locked qty|locked quantity|allocated qty|allocation qty|allocation|zugeteilte menge|zuteilung|zuteilungsmenge|qty|quantity|units|menge|stueckzahl|stueck|anzahl|pcs", true},
    {"at", Look::date, "at|locked for|allocation date|allocated on|from|zuteilung am|zuteilungsdatum|ab|date|datum", true},
};

constexpr std::string_view committed_words = "committed|confirmed|firm|fixed|booked|acknowledged|bestaetigt|fest|fix|zugesagt|verbindlich|garantiert|guaranteed";
constexpr std::string_view likely_words = "likely|expected|planned|probable|forecast|scheduled|geplant|erwartet|wahrscheinlich|voraussichtlich|prognose|plan";
constexpr std::string_view possible_words = "possible|upside|tentative|at risk|risk|gefaehrdet|risiko|unconfirmed|requested|open|moeglich|unbestaetigt|unverbindlich|offen|angefragt|wunsch|optional";
constexpr std::string_view room_words = "room|racks|rack|places|space|slots|stellplatz|stellplaetze|plaetze|flaeche|racks ready";
constexpr std::string_view power_words = "power|mw|kw|electricity|energy|load|strom|leistung|energie|anschlussleistung";
// clang-format on

bool lists(std::string_view names, std::string_view word) {
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find('|'));
    if (has_words(word, name)) return true;
    names.remove_prefix(std::min(name.size() + 1, names.size()));
  }
  return false;
}

}  // namespace

std::span<const KnownHeaders> known_headers(Books kind) {
  switch (kind) {
    case Books::orders: return orders;
    case Books::supply: return supply;
    case Books::sites: return sites;
    case Books::received: return received;
    case Books::shipped: return shipped;
    case Books::cancelled: return cancelled;
    case Books::awards: return awards;
  }
  return {};
}

// "unconfirmed" is a word of its own, "not confirmed" is not looked for.
Sureness sureness_of(std::string_view plain_word) {
  if (has_words(plain_word, "not") || has_words(plain_word, "nicht")) return Sureness::unknown;
  if (lists(committed_words, plain_word)) return Sureness::committed;
  if (lists(likely_words, plain_word)) return Sureness::likely;
  return lists(possible_words, plain_word) ? Sureness::possible : Sureness::unknown;
}

std::string_view gate_of(std::string_view plain_word) {
  if (lists(power_words, plain_word)) return "power";
  return lists(room_words, plain_word) ? "room" : "";
}

}  // namespace allot::intake
