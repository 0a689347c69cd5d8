// Every route of the API: the one list that requests are matched against and that the description of the API
// is tested against.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "serve/form.h"
#include "serve/http.h"
#include "serve/keeper.h"
#include "serve/kept.h"
#include "serve/pool.h"
#include "serve/question.h"
#include "serve/reviews.h"
#include "serve/service.h"

namespace casus::serve {

// What answers may use.
struct Service::Parts {
  explicit Parts(ServiceOptions with) : options(std::move(with)), pool(options.db, options.time) {}

  const ServiceOptions options;
  std::unique_ptr<Keeper> keeper;
  Kept kept;
  Reviews reviews{options.db + ".reviews"};
  std::mutex pipeline_mutex;
  std::shared_ptr<const pipeline::Pipeline> pipeline;  // once somebody asked why
  Pool pool;
  std::uint64_t started = 0;  // tells this run of the program from another
};

// One request on its way through a route.
struct Call {
  Service::Parts& parts;
  const Request& request;
  const Target& target;
  std::string rest;  // what stands for {id}
  Form form = Form::json;
  Question question;
};

struct Route {
  std::string_view method;
  std::string_view path;                          // "/api/v1/stories/{id}"
  std::vector<std::string_view> endings = {};     // twins beside JSON
  bool filters = false;                           // takes the filters
  bool list = false;                              // takes limit, cursor, sort, fields, facet
  std::vector<std::string_view> parameters = {};  // and these
  std::function<Response(Call&)> answer = {};
};

const std::vector<Route>& routes();

// The route of a method and path, with what stands for {id}; null where no path fits. `other_method` says
// whether the path is known with another method.
const Route* find_route(std::string_view method, std::string_view path, std::string& id,
                        std::string& other_methods);

}  // namespace casus::serve
