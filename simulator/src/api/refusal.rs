//! What the server answers instead of a result.

use serde_json::{Value, json};

/// A refused call: what the client reads, and whether the call itself was a mistake.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    pub code: u16,
    pub description: String,
    pub parameters: Option<Value>,
    /// Set when no correct bot would have made this call.
    pub violation: Option<String>,
}

impl Refusal {
    pub fn new(code: u16, description: impl Into<String>) -> Self {
        Self {
            code,
            description: description.into(),
            parameters: None,
            violation: None,
        }
    }

    /// 400 with the platform's prefix.
    pub fn bad(what: &str) -> Self {
        Self::new(400, format!("Bad Request: {what}"))
    }

    /// 403 with the platform's prefix.
    pub fn forbidden(what: &str) -> Self {
        Self::new(403, format!("Forbidden: {what}"))
    }

    /// 400 for a call that breaks the documentation.
    pub fn violation(detail: &str) -> Self {
        Self {
            violation: Some(detail.to_owned()),
            ..Self::bad(detail)
        }
    }

    /// 501 for what exists in the documentation but not here.
    pub fn unsupported(what: &str) -> Self {
        let description = format!("Not Implemented: the simulator does not support {what}");
        Self {
            violation: Some(description.clone()),
            ..Self::new(501, description)
        }
    }

    pub fn retry_after(seconds: i64) -> Self {
        Self {
            parameters: Some(json!({ "retry_after": seconds })),
            ..Self::new(429, format!("Too Many Requests: retry after {seconds}"))
        }
    }

    pub fn migrated(to: i64) -> Self {
        Self {
            parameters: Some(json!({ "migrate_to_chat_id": to })),
            ..Self::bad("group chat was upgraded to a supergroup chat")
        }
    }

    pub fn body(&self) -> Value {
        let mut body =
            json!({ "ok": false, "error_code": self.code, "description": self.description });
        if let Some(parameters) = &self.parameters {
            body["parameters"] = parameters.clone();
        }
        body
    }
}

/// What a method gives back.
pub(crate) type Answer = Result<Value, Refusal>;
