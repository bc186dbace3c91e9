//! `getFile`: from an identifier to a download address.

use serde_json::json;

use super::{
    Ctx,
    refusal::{Answer, Refusal},
};

/// Largest file that a bot may download.
const LARGEST: i64 = 20 * 1024 * 1024;

pub(crate) fn get(ctx: &mut Ctx<'_>) -> Answer {
    let id = ctx.params.text("file_id").unwrap_or_default();
    let file = ctx
        .world
        .files
        .get(id)
        .ok_or_else(|| Refusal::bad("invalid file_id"))?;
    if file.size > LARGEST {
        return Err(Refusal::bad("file is too big"));
    }
    Ok(json!({
        "file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size,
        "file_path": file.path(),
    }))
}
