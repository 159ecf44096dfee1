#include "allot/scenario.hpp"

/// What copies, compares and destroys the large values of a scenario is compiled here, once.
namespace allot {

Supplier::Supplier() = default;
Supplier::Supplier(const Supplier&) = default;
Supplier::Supplier(Supplier&&) noexcept = default;
Supplier& Supplier::operator=(const Supplier&) = default;
Supplier& Supplier::operator=(Supplier&&) noexcept = default;
Supplier::~Supplier() = default;
bool Supplier::operator==(const Supplier&) const = default;

Intervention::Intervention() = default;
Intervention::Intervention(const Intervention&) = default;
Intervention::Intervention(Intervention&&) noexcept = default;
Intervention& Intervention::operator=(const Intervention&) = default;
Intervention& Intervention::operator=(Intervention&&) noexcept = default;
Intervention::~Intervention() = default;
bool Intervention::operator==(const Intervention&) const = default;

Scenario::Scenario() = default;
Scenario::Scenario(const Scenario&) = default;
Scenario::Scenario(Scenario&&) noexcept = default;
Scenario& Scenario::operator=(const Scenario&) = default;
Scenario& Scenario::operator=(Scenario&&) noexcept = default;
Scenario::~Scenario() = default;
bool Scenario::operator==(const Scenario&) const = default;

}  // namespace allot
