#include "serve/service.h"

#include <algorithm>
#include <fmt/format.h>

#include "serve/answers.h"
#include "serve/assets.h"
#include "serve/problem.h"
#include "serve/words.h"
#include "write/iri.h"
#include "write/json.h"

namespace casus::serve {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> safety = {{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src "
     "'self'; "
     "font-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy", "geolocation=(), camera=(), microphone=()"},
}};

// "[::1]:8642" -> "[::1]"
std::string without_port(std::string_view host) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    host = host.substr(0, colon);
  }
  std::string out(host);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

Response asset_response(const Request& request, const Target& target) {
  const Asset asset = find_asset(target.path);
  if (asset.type.empty()) return problem(404, "there is no such page; the API is under /api/v1", target.path);
  const std::string tag = fmt::format("\"{:016x}\"", hash_of(asset.bytes));
  Response response{.type = std::string(asset.type)};
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Cache-Control", "no-cache");
  if (request.if_none_match == tag) {
    response.status = 304;
    return response;
  }
  response.fixed = asset.bytes;
  if (asset.bytes.size() > 1'000 && asset.type.find("image/png") == std::string_view::npos &&
      request.accept_encoding.find("gzip") != std::string::npos) {
    response.fixed = gzipped(asset.bytes);
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  response.headers.emplace_back("Vary", "Accept-Encoding");
  return response;
}

// What a client that names no ending would like best.
Form wished_form(const Route& route, std::string_view accept) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> types = {{
      {"text/csv", "csv"},
      {"application/geo+json", "geojson"},
      {"application/jsonl", "jsonl"},
      {"text/calendar", "ics"},
  }};
  const std::string_view first = accept.substr(0, accept.find_first_of(",;"));
  for (const auto& [type, ending] : types) {
    if (first == type &&
        std::find(route.endings.begin(), route.endings.end(), ending) != route.endings.end()) {
      return *find_form(ending);
    }
  }
  return Form::json;
}

// Each word in quotation marks: what is searched for is never read as an operator. A star at the end of a
// word finds what begins with it; words in quotation marks stand together.
std::string full_text_query(std::string_view words) {
  std::string out;
  while (!words.empty()) {
    const std::size_t begin = words.find_first_not_of(' ');
    if (begin == std::string_view::npos) break;
    words.remove_prefix(begin);
    std::string_view piece;
    if (words.front() == '"') {
      const std::size_t end = words.find('"', 1);
      piece = words.substr(1, end == std::string_view::npos ? end : end - 1);
      words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
    } else {
      const std::size_t end = std::min(words.find(' '), words.size());
      piece = words.substr(0, end);
      words.remove_prefix(end);
    }
    const bool prefix = piece.size() > 1 && piece.ends_with('*');
    if (prefix) piece.remove_suffix(1);
    if (piece.empty()) continue;
    out += out.empty() ? "\"" : " \"";
    for (const char c : piece) {
      if (c != '"') out += c;
    }
    out += prefix ? "\"*" : "\"";
  }
  return out;
}

}  // namespace

bool same_secret(std::string_view a, std::string_view b) {
  unsigned differ = a.size() == b.size() ? 0 : 1;
  // As long as what was sent, whatever the secret.
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char other = b.empty() ? '\0' : b[i % b.size()];
    differ |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(other);
  }
  return differ == 0;
}

Response json_response(std::string body) {
  return {.type = std::string(content_type(Form::json)), .body = std::move(body)};
}

base::Result<std::shared_ptr<const Snapshot>> snapshot_of(Call& call) {
  return call.parts.keeper->current(std::chrono::milliseconds(1'500));
}

base::Result<std::optional<std::vector<std::uint32_t>>> search(Call& call, const Snapshot& snapshot) {
  const std::string query = full_text_query(call.question.filter.words);
  if (call.question.filter.words.empty()) return std::optional<std::vector<std::uint32_t>>();
  std::vector<std::uint32_t> found;
  if (query.empty()) return std::optional(found);
  auto lease = call.parts.pool.lend();
  if (!lease) return lease.error();
  auto statement = (*lease)->prepare("SELECT rowid FROM search WHERE search MATCH ?1");
  if (!statement) return statement.error();
  statement->bind(query);
  for (;;) {
    const auto more = statement->step();
    if (!more) return more.error();
    if (!*more) break;
    const std::uint32_t story = snapshot.find_story(statement->number(0));
    if (story != nowhere) found.push_back(story);
  }
  return std::optional(std::move(found));
}

std::string tag_of(const Call& call, const Snapshot& snapshot, std::string_view also) {
  std::string asked = call.request.target;
  (asked += '\n') += also;
  asked += static_cast<char>('0' + static_cast<int>(call.form));
  return fmt::format("W/\"{:x}-{:x}-{:x}\"", call.parts.started, snapshot.version, hash_of(asked));
}

bool has_already(const Call& call, std::string_view tag) {
  const std::string& have = call.request.if_none_match;
  return !have.empty() && (have == "*" || have.find(tag.substr(2)) != std::string::npos);
}

Response not_modified(std::string_view tag) {
  Response response{.status = 304};
  response.headers.emplace_back("ETag", tag);
  return response;
}

std::string next_link(const Call& call, std::string_view cursor) {
  std::string link = call.target.path;
  if (!call.target.ending.empty()) link += "." + call.target.ending;
  char mark = '?';
  for (const Parameter& parameter : call.target.parameters) {
    if (parameter.name == "cursor" || parameter.name == "token") continue;
    link += mark + write::encoded(parameter.name) + "=" + write::encoded(parameter.value);
    mark = '&';
  }
  return link + mark + "cursor=" + std::string(cursor);
}

void end_page(const Call& call, const PageEnd& end, std::string_view tag, Response& response) {
  if (call.form == Form::json) {
    response.body.pop_back();  // the object's bracket
    write::JsonWriter json(response.body);
    response.body += ",\"next\":";
    end.next.empty() ? json.null() : json.string(end.next);
    if (end.total) response.body += fmt::format(",\"total\":{}", *end.total);
    if (!end.facets.empty()) response.body += ",\"facets\":" + end.facets;
    response.body += '}';
  }
  if (!end.next.empty()) {
    response.headers.emplace_back("Link", "<" + next_link(call, end.next) + ">; rel=\"next\"");
  }
  if (!tag.empty()) response.headers.emplace_back("ETag", tag);
}

Response page_response(const Call& call, const std::vector<std::string>& items,
                       const std::vector<Column>& columns, const PageEnd& end, std::string_view tag) {
  Response response{.type = std::string(content_type(call.form))};
  FormWriter writer(call.form, columns);
  writer.begin(response.body);
  for (const std::string& item : items) writer.item(item, response.body);
  writer.end(response.body);
  end_page(call, end, tag, response);
  return response;
}

Response aggregate(Call& call, Aggregate compute) {
  auto held = snapshot_of(call);
  if (!held) return problem(held.error(), call.target.path);
  const std::string tag = tag_of(call, **held);
  if (has_already(call, tag)) return not_modified(tag);
  Response response{.type = std::string(content_type(Form::json))};
  if (auto known = call.parts.kept.find(tag)) {
    response.body = *std::move(known);
  } else {
    const auto searched = search(call, **held);
    if (!searched) return problem(searched.error(), call.target.path);
    const Bound bound(call.question.filter, **held, *searched ? &**searched : nullptr);
    response = compute(call, **held, bound);
    if (response.status != 200) return response;
    call.parts.kept.keep(tag, response.body);
  }
  response.headers.emplace_back("ETag", tag);
  return response;
}

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Service::~Service() = default;

base::Result<std::unique_ptr<Service>> Service::open(ServiceOptions options) {
  auto parts = std::make_unique<Parts>(std::move(options));
  auto keeper = Keeper::open(parts->options.db, parts->options.follow);
  if (!keeper) return keeper.error();
  parts->keeper = *std::move(keeper);
  parts->started = static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
  return std::unique_ptr<Service>(new Service(std::move(parts)));
}

namespace {

// Nothing where the request may go on.
std::optional<Response> refuse(const Service::Parts& parts, const Request& request, Target& target) {
  const ServiceOptions& options = parts.options;
  const std::string host = without_port(request.host);
  const auto& hosts = options.hosts;
  const bool known = host == "localhost" || host == "127.0.0.1" || host == "[::1]" ||
                     std::find(hosts.begin(), hosts.end(), host) != hosts.end();
  if (!known && !options.any_host) {
    return problem(421, "Host: this server is not called \"" + request.host.substr(0, 100) +
                            "\"; ask for localhost, 127.0.0.1 or the address it listens on");
  }
  // A stream cannot send headers from a page; there the token may be a parameter.
  std::string token = request.token;
  for (auto at = target.parameters.begin(); at != target.parameters.end();) {
    if (at->name == "token") {
      if (token.empty()) token = at->value;
      at = target.parameters.erase(at);
    } else {
      ++at;
    }
  }
  const bool writes = request.method != "GET" && request.method != "HEAD";
  const bool api = target.path.starts_with("/api/");
  if (api && !options.token.empty() && !same_secret(writes ? request.token : token, options.token)) {
    Response response =
        problem(401, "X-Casus-Token: a token is needed here; casus serve printed or was given it");
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
  }
  if (writes && !request.origin.empty()) {
    const std::size_t scheme = request.origin.find("://");
    const std::string origin =
        scheme == std::string::npos ? request.origin : request.origin.substr(scheme + 3);
    if (origin != request.host) return problem(403, "Origin: another site may not write here");
  }
  return std::nullopt;
}

Response route(Service::Parts& parts, const Request& request) {
  auto target = parse_target(request.target);
  if (!target) {
    if (request.target.size() > longest_target) return problem(414, target.error().message);
    return problem(target.error());
  }
  if (auto refused = refuse(parts, request, *target)) return *std::move(refused);
  if (!target->path.starts_with("/api/")) {
    if (request.method != "GET" && request.method != "HEAD") {
      Response response = problem(405, "only GET and HEAD here", target->path);
      response.headers.emplace_back("Allow", "GET, HEAD");
      return response;
    }
    return asset_response(request, *target);
  }
  Call call{.parts = parts, .request = request, .target = *target, .rest = {}, .question = {}};
  std::string others;
  const Route* route = find_route(request.method, target->path, call.rest, others);
  if (route == nullptr) {
    if (others.empty())
      return problem(404, "there is no such resource; /api/v1/openapi.json lists all", target->path);
    Response response =
        problem(405, "not with " + request.method.substr(0, 20) + "; there is " + others, target->path);
    response.headers.emplace_back("Allow",
                                  others.find("GET") != std::string::npos ? others + ", HEAD" : others);
    return response;
  }
  if (!call.rest.empty()) {
    // An id may end like a file.
    if (!target->ending.empty()) call.rest += "." + target->ending;
  } else if (target->ending.empty()) {
    call.form = wished_form(*route, request.accept);
  } else if (target->ending != "json") {
    if (std::find(route->endings.begin(), route->endings.end(), target->ending) == route->endings.end()) {
      std::string rest, more;
      const Route* const read = find_route("GET", target->path, rest, more);
      if (read != nullptr && read != route &&
          std::find(read->endings.begin(), read->endings.end(), target->ending) != read->endings.end()) {
        Response response = problem(405, "only GET and HEAD here", target->path);
        response.headers.emplace_back("Allow", "GET, HEAD");
        return response;
      }
      return problem(404, "there is no ." + target->ending + " of " + target->path, target->path);
    }
    call.form = *find_form(target->ending);
  }
  auto question = read_question(target->parameters, route->filters, route->list, route->parameters);
  if (!question) return problem(question.error(), target->path);
  call.question = *std::move(question);
  Response response = route->answer(call);
  if (!route->endings.empty()) response.headers.emplace_back("Vary", "Accept");
  return response;
}

}  // namespace

Response Service::answer(const Request& request) {
  Response response = route(*parts_, request);
  for (const auto& [name, value] : safety) response.headers.emplace_back(name, value);
  const bool cached = std::any_of(response.headers.begin(), response.headers.end(),
                                  [](const auto& header) { return header.first == "Cache-Control"; });
  if (!cached) response.headers.emplace_back("Cache-Control", "no-cache");
  return response;
}

Heard Service::look() {
  Heard out;
  out.change = parts_->keeper->look();
  // Where the reviews cannot be read now, there is nothing new of them.
  if (const auto review = parts_->reviews.last_change()) out.review = *review;
  return out;
}

}  // namespace casus::serve
