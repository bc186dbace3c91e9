//! From an HTTP request to a method's name and parameters.

use axum::{
    body,
    extract::{FromRequest, Multipart, Request},
    http::header::CONTENT_TYPE,
};
use serde_json::Value;

use crate::api::{
    params::{RawParams, Upload},
    refusal::Refusal,
};

/// Bots may upload files of up to 50 MB; the rest is for the other parameters.
const LARGEST_BODY: usize = 52 * 1024 * 1024;

/// Where a path leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Path {
    Method { token: String, method: String },
    File { token: String, path: String },
    Nowhere,
}

/// Splits `/bot<token>/<method>` and `/file/bot<token>/<path>`.
pub(crate) fn path_of(path: &str) -> Path {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let split = |rest: &str| {
        rest.split_once('/')
            .map(|(token, rest)| (token.to_owned(), rest.to_owned()))
    };
    if let Some((token, path)) = decoded.strip_prefix("/file/bot").and_then(split) {
        return Path::File { token, path };
    }
    match decoded.strip_prefix("/bot").and_then(split) {
        Some((token, method)) => Path::Method { token, method },
        None => Path::Nowhere,
    }
}

/// Reads the parameters, from the query string and from the body in any of its encodings.
pub(crate) async fn params_of(request: Request) -> Result<RawParams, Refusal> {
    let mut params = RawParams::default();
    if let Some(query) = request.uri().query() {
        params
            .text
            .extend(form_urlencoded::parse(query.as_bytes()).into_owned());
    }
    let kind = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let kind = kind.unwrap_or_default().to_ascii_lowercase();
    if kind.starts_with("multipart/form-data") {
        read_multipart(request, &mut params).await?;
        return Ok(params);
    }
    let bytes = body::to_bytes(request.into_body(), LARGEST_BODY)
        .await
        .map_err(|_| Refusal::new(413, "Request Entity Too Large"))?;
    if kind.starts_with("application/x-www-form-urlencoded") {
        params
            .text
            .extend(form_urlencoded::parse(&bytes).into_owned());
    } else if !bytes.is_empty() {
        let value: Value = serde_json::from_slice(&bytes)
            .map_err(|error| Refusal::violation(&format!("can't parse JSON object: {error}")))?;
        let Value::Object(fields) = value else {
            return Err(Refusal::violation("the body must be a JSON object"));
        };
        params.json = fields;
    }
    Ok(params)
}

async fn read_multipart(request: Request, params: &mut RawParams) -> Result<(), Refusal> {
    let broken =
        |error: &dyn std::fmt::Display| Refusal::violation(&format!("broken multipart: {error}"));
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|error| broken(&error))?;
    while let Some(part) = parts.next_field().await.map_err(|error| broken(&error))? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let mime = part.content_type().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|error| broken(&error))?;
        if file_name.is_some() || mime.is_some() {
            let upload = Upload {
                name: file_name,
                mime,
                bytes: bytes.as_ref().into(),
            };
            params.files.insert(name, upload);
        } else {
            let text = String::from_utf8(bytes.to_vec());
            let text = text.map_err(|_| Refusal::violation("strings must be encoded in UTF-8"))?;
            params.text.push((name, text));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_token_and_method_even_if_escaped() {
        let expected = Path::Method {
            token: "1:a".to_owned(),
            method: "GetMe".to_owned(),
        };
        assert_eq!(path_of("/bot1%3Aa/GetMe"), expected);
        assert_eq!(path_of("/bot1:a/GetMe"), expected);
        assert_eq!(path_of("/"), Path::Nowhere);
        let file = Path::File {
            token: "1:a".to_owned(),
            path: "photos/file_1".to_owned(),
        };
        assert_eq!(path_of("/file/bot1:a/photos/file_1"), file);
    }
}
