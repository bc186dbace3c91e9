//! The parameters of one call: read from any of the encodings, then typed.

use std::{collections::HashMap, sync::Arc};

use serde_json::{Map, Value};

use super::schema::{Field, Method};

/// A file that came with a call.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    pub name: Option<String>,
    pub mime: Option<String>,
    pub bytes: Arc<[u8]>,
}

/// Parameters as they arrived: forms and query strings know only text.
#[derive(Debug, Default)]
pub(crate) struct RawParams {
    pub text: Vec<(String, String)>,
    pub json: Map<String, Value>,
    pub files: HashMap<String, Upload>,
}

/// Parameters with the types of the documentation.
#[derive(Debug, Default)]
pub(crate) struct Params {
    pub values: Map<String, Value>,
    pub files: HashMap<String, Upload>,
}

impl RawParams {
    /// Gives every parameter its documented type, without judging it yet.
    pub fn typed(self, method: &Method) -> Params {
        let mut values = self.json;
        // An absent optional parameter and a null one are the same to every client library.
        values.retain(|_, value| !value.is_null());
        for (name, text) in self.text {
            let value = match method.field(&name) {
                Some(field) => from_text(field, text),
                None => Value::String(text),
            };
            values.insert(name, value);
        }
        // `curl -F photo=@file` names the part after the parameter.
        for name in self.files.keys() {
            if method.field(name).is_some() && !values.contains_key(name) {
                values.insert(name.clone(), Value::String(format!("attach://{name}")));
            }
        }
        Params {
            values,
            files: self.files,
        }
    }
}

/// Text that fits none of the field's types stays text, which the check then refuses.
fn from_text(field: &Field, text: String) -> Value {
    for name in &field.types {
        let value = match name.as_str() {
            "Integer" => text.parse::<i64>().ok().map(Value::from),
            "Float" => text.parse::<f64>().ok().map(Value::from),
            "Boolean" => match text.as_str() {
                "true" | "True" | "1" => Some(Value::Bool(true)),
                "false" | "False" | "0" => Some(Value::Bool(false)),
                _ => None,
            },
            "String" | "InputFile" => return Value::String(text),
            _ => serde_json::from_str(&text).ok(),
        };
        if let Some(value) = value {
            return value;
        }
    }
    Value::String(text)
}

impl Params {
    pub fn int(&self, name: &str) -> Option<i64> {
        self.values.get(name)?.as_i64()
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.as_str()
    }

    pub fn flag(&self, name: &str) -> bool {
        self.values
            .get(name)
            .and_then(Value::as_bool)
            .unwrap_or(false)
    }

    pub fn list(&self, name: &str) -> Option<&[Value]> {
        self.values.get(name)?.as_array().map(Vec::as_slice)
    }

    /// The chat of a call as a number, for logs and faults; `None` for `@username`.
    pub fn chat(&self) -> Option<i64> {
        self.int("chat_id")
    }
}
