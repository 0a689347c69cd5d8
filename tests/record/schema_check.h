// Checks JSON against the part of JSON Schema that the record's schema uses. For tests only.
#pragma once

#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

namespace casus::record {

// What is wrong, each with its path ("/events/0/trigger: ..."). Knows type, const, enum, pattern, minimum,
// maximum, minLength, minItems, required, properties, additionalProperties false, items, oneOf, $ref into
// #/$defs; any other keyword is itself an error, so that a check that is not made cannot pass unseen.
class SchemaCheck {
 public:
  explicit SchemaCheck(nlohmann::json schema) : root_(std::move(schema)) {}

  std::vector<std::string> check(const nlohmann::json& value) const {
    std::vector<std::string> wrong;
    walk(root_, value, "", wrong);
    return wrong;
  }

 private:
  using Json = nlohmann::json;

  static bool is(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "number") return value.is_number();
    if (type == "integer") return value.is_number_integer();
    if (type == "boolean") return value.is_boolean();
    return type == "null" && value.is_null();
  }

  static bool is_any(const Json& value, const Json& types) {
    if (types.is_string()) return is(value, types);
    for (const Json& type : types) {
      if (is(value, type)) return true;
    }
    return false;
  }

  void walk(const Json& schema, const Json& value, const std::string& path,
            std::vector<std::string>& wrong) const {
    const auto complain = [&](const std::string& what) { wrong.push_back(path + ": " + what); };
    for (const auto& [word, rule] : schema.items()) {
      if (word == "$schema" || word == "$defs" || word == "title" || word == "description") continue;
      if (word == "type") {
        if (!is_any(value, rule)) complain("is no " + rule.dump() + ": " + value.dump().substr(0, 60));
      } else if (word == "const") {
        if (value != rule) complain("is not " + rule.dump());
      } else if (word == "enum") {
        if (std::find(rule.begin(), rule.end(), value) == rule.end())
          complain("is not of the list: " + value.dump());
      } else if (word == "pattern") {
        if (value.is_string() &&
            !std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>()))) {
          complain(value.dump() + " does not fit " + rule.dump());
        }
      } else if (word == "minimum") {
        if (value.is_number() && value < rule) complain("is too small");
      } else if (word == "maximum") {
        if (value.is_number() && value > rule) complain("is too large");
      } else if (word == "minLength") {
        if (value.is_string() && value.get<std::string>().size() < rule.get<std::size_t>())
          complain("is too short");
      } else if (word == "minItems") {
        if (value.is_array() && value.size() < rule.get<std::size_t>()) complain("has too few items");
      } else if (word == "required") {
        for (const Json& name : rule) {
          if (value.is_object() && !value.contains(name.get<std::string>())) complain("lacks " + name.dump());
        }
      } else if (word == "properties") {
        for (const auto& [name, inner] : rule.items()) {
          if (value.is_object() && value.contains(name)) walk(inner, value[name], path + "/" + name, wrong);
        }
      } else if (word == "additionalProperties") {
        for (const auto& [name, inner] : value.items()) {
          if (value.is_object() && !schema["properties"].contains(name))
            complain("has an unknown member " + name);
        }
      } else if (word == "items") {
        for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
          walk(rule, value[i], path + "/" + std::to_string(i), wrong);
        }
      } else if (word == "oneOf") {
        int fits = 0;
        for (const Json& option : rule) {
          std::vector<std::string> inner;
          walk(option, value, path, inner);
          fits += inner.empty();
        }
        if (fits != 1)
          complain("fits " + std::to_string(fits) + " of the choices: " + value.dump().substr(0, 60));
      } else if (word == "$ref") {
        walk(root_.at(Json::json_pointer(rule.get<std::string>().substr(1))), value, path, wrong);
      } else {
        complain("the schema says \"" + word + "\", which is not checked here");
      }
    }
  }

  Json root_;
};

}  // namespace casus::record
