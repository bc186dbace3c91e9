//! The Bot API's methods and types, and whether a call fits them.
//!
//! The facts stand in `botapi/bot-api-10.1.json`, taken from <https://core.telegram.org/bots/api>.
//! The real server ignores what it does not know; a bot that relies on that has a typo,
//! so here an unknown field is an error.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;
use serde_json::{Map, Value};

const SOURCE: &str = include_str!("../../botapi/bot-api-10.1.json");

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let document: Document =
        serde_json::from_str(SOURCE).expect("the embedded file is well-formed; a test reads it");
    let methods = document.methods.into_iter().map(|(name, spec)| {
        (
            name.to_ascii_lowercase(),
            Method {
                name: name.leak(),
                fields: spec.fields,
            },
        )
    });
    Schema {
        methods: methods.collect(),
        types: document.types,
    }
});

#[derive(Deserialize)]
struct Document {
    methods: HashMap<String, MethodSpec>,
    types: HashMap<String, TypeSpec>,
}

#[derive(Deserialize)]
struct MethodSpec {
    fields: Vec<Field>,
}

#[derive(Deserialize)]
struct TypeSpec {
    fields: Vec<Field>,
    #[serde(default)]
    subtypes: Vec<String>,
}

/// A parameter of a method or a field of a type.
#[derive(Deserialize)]
pub(crate) struct Field {
    pub name: String,
    pub types: Vec<String>,
    pub required: bool,
}

/// A method as documented.
pub(crate) struct Method {
    /// Name in the documentation's spelling.
    pub name: &'static str,
    pub fields: Vec<Field>,
}

impl Method {
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// The whole documentation.
pub(crate) struct Schema {
    methods: HashMap<String, Method>,
    types: HashMap<String, TypeSpec>,
}

impl Schema {
    pub fn get() -> &'static Self {
        &SCHEMA
    }

    /// Names are compared without regard to case, as the real server does.
    pub fn method(&self, name: &str) -> Option<&Method> {
        self.methods.get(&name.to_ascii_lowercase())
    }

    /// The first of `kinds` that is no kind of update, such as a misspelt one.
    pub fn strange_update_kind<'k>(&self, kinds: &'k [Value]) -> Option<&'k Value> {
        let fields = self
            .types
            .get("Update")
            .map_or(&[][..], |update| &update.fields);
        kinds
            .iter()
            .find(|kind| !fields.iter().any(|field| **kind == field.name))
    }

    /// Whether the parameters are those of the method.
    pub fn check_call(&self, method: &Method, values: &Map<String, Value>) -> Result<(), String> {
        self.check_fields(&method.fields, values, method.name)
    }

    /// Whether `value` is of one of `types`; `path` names it in the error.
    pub fn check(&self, value: &Value, types: &[String], path: &str) -> Result<(), String> {
        if let (Value::Array(items), true) = (value, types.iter().all(|t| t.starts_with(ARRAY))) {
            let inner: Vec<String> = types.iter().map(|t| t[ARRAY.len()..].to_owned()).collect();
            return items.iter().enumerate().try_for_each(|(index, item)| {
                self.check(item, &inner, &format!("{path}[{index}]"))
            });
        }
        let mut errors = Vec::new();
        for name in by_likeness(types, value) {
            match self.check_one(value, name, path) {
                Ok(()) => return Ok(()),
                Err(error) => errors.push(error),
            }
        }
        Err(errors
            .into_iter()
            .next()
            .unwrap_or_else(|| format!("{path} has no type")))
    }

    fn check_one(&self, value: &Value, name: &str, path: &str) -> Result<(), String> {
        let fits = match name {
            "Integer" => value.is_i64(),
            "Float" => value.is_number(),
            "String" | "InputFile" => value.is_string(),
            "Boolean" => value.is_boolean(),
            "True" => *value == Value::Bool(true),
            _ if name.starts_with(ARRAY) && value.is_array() => {
                return self.check(value, &[name.to_owned()], path);
            }
            _ => return self.check_object(value, name, path),
        };
        if fits {
            Ok(())
        } else {
            Err(format!("{path} must be {name}, is {value}"))
        }
    }

    fn check_object(&self, value: &Value, name: &str, path: &str) -> Result<(), String> {
        let Some(spec) = self.types.get(name) else {
            return Err(format!("{path} must be {name}, is {value}"));
        };
        if !spec.subtypes.is_empty() {
            return self.check(value, &spec.subtypes, path);
        }
        let Value::Object(fields) = value else {
            return Err(format!("{path} must be {name}, is {value}"));
        };
        self.check_fields(&spec.fields, fields, &format!("{path} ({name})"))
    }

    fn check_fields(
        &self,
        known: &[Field],
        given: &Map<String, Value>,
        path: &str,
    ) -> Result<(), String> {
        if let Some(name) = given
            .keys()
            .find(|name| !known.iter().any(|f| f.name == **name))
        {
            return Err(format!("unknown parameter {name:?} of {path}"));
        }
        for field in known {
            match given.get(&field.name) {
                Some(value) => {
                    self.check(value, &field.types, &format!("{path}.{}", field.name))?;
                }
                None if field.required => {
                    return Err(format!("parameter {:?} of {path} is required", field.name));
                }
                None => {}
            }
        }
        Ok(())
    }
}

const ARRAY: &str = "Array of ";

/// The types with the one first that the value's `type`, `status` or `source` names,
/// so that an error speaks of the type that was meant.
fn by_likeness<'t>(types: &'t [String], value: &Value) -> Vec<&'t str> {
    let tag = ["type", "status", "source"]
        .iter()
        .find_map(|key| value.get(key)?.as_str());
    let tag = tag
        .map(|tag| tag.replace('_', "").to_ascii_lowercase())
        .unwrap_or_default();
    let mut names: Vec<&str> = types.iter().map(String::as_str).collect();
    if !tag.is_empty() {
        names.sort_by_key(|name| !name.to_ascii_lowercase().ends_with(&tag));
    }
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn send_message(values: &Value) -> Result<(), String> {
        let schema = Schema::get();
        let method = schema.method("SENDMESSAGE").expect("a documented method");
        schema.check_call(method, values.as_object().expect("an object"))
    }

    #[test]
    fn a_documented_call_passes() {
        let call = json!({"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard":
            [[{"text": "Diterima", "callback_data": "x"}]]}});
        assert_eq!(send_message(&call), Ok(()));
        assert_eq!(
            send_message(&json!({"chat_id": "@kpu", "text": "a"})),
            Ok(())
        );
    }

    #[test]
    fn an_unknown_missing_or_mistyped_parameter_is_named() {
        let unknown = send_message(&json!({"chat_id": 1, "text": "a", "txt": "b"}));
        assert!(unknown.expect_err("refused").contains("\"txt\""));
        let missing = send_message(&json!({"chat_id": 1}));
        assert!(missing.expect_err("refused").contains("\"text\""));
        let mistyped = send_message(&json!({"chat_id": 1, "text": 5}));
        assert!(
            mistyped
                .expect_err("refused")
                .contains("sendMessage.text must be String")
        );
        let nested = send_message(&json!({"chat_id": 1, "text": "a", "reply_markup":
            {"inline_keyboard": [[{"text": "a", "calback_data": "x"}]]}}));
        assert!(nested.expect_err("refused").contains("calback_data"));
    }

    #[test]
    fn the_items_of_an_album_are_checked_by_their_own_type() {
        let schema = Schema::get();
        let method = schema
            .method("sendMediaGroup")
            .expect("a documented method");
        let call = json!({"chat_id": 1, "media": [
            {"type": "photo", "media": "a"}, {"type": "document", "media": "b", "oops": 1}]});
        let error = schema.check_call(method, call.as_object().expect("an object"));
        assert!(error.expect_err("refused").contains("InputMediaDocument"));
    }
}
