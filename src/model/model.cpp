#include "model/model.hpp"

namespace allot::model {

Model::Model() = default;
Model::Model(const Model&) = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(const Model&) = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

double Model::mean_of(const Amount& amount) const {
  if (amount.draw == none) return amount.plus.real();
  return amount.plus.real() + amount.times.real() * sampler_means[at(uncertain[at(amount.draw)].sampler)];
}

double Model::mean_of(const Delay& delay) const {
  return delay.sampler == none ? mean_of(delay.amount) : sampler_means[at(delay.sampler)];
}

}  // namespace allot::model
