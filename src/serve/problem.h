// What is wrong with a request, as a problem document (RFC 9457, application/problem+json).
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "serve/http.h"

namespace casus::serve {

// `detail` is one plain sentence that names the parameter and says what is allowed.
Response problem(int status, std::string_view detail, std::string_view instance = {});

// An error of a room below: `query_time` is 503, and so is what the database cannot do now; `bad_parameter`
// is 400; `not_found` 404; anything else 500.
Response problem(const base::Error& error, std::string_view instance = {});

std::string_view reason_of(int status);

// A bad parameter: "limit: 0 is not a number from 1 to 1000".
base::Error bad_parameter(std::string_view name, std::string_view value, std::string_view allowed);

}  // namespace casus::serve
