//! Photos, videos, documents and albums of them.

use serde_json::{Map, Value, json};

use crate::world::files::{FileKind, StoredFile};

use super::{
    Ctx,
    compose::caption_of,
    refusal::{Answer, Refusal},
};

pub(crate) fn single(ctx: &mut Ctx<'_>) -> Answer {
    let kind = match ctx.method {
        "sendPhoto" => FileKind::Photo,
        "sendVideo" => FileKind::Video,
        _ => FileKind::Document,
    };
    let mut content = ctx.caption_content()?;
    let markup = ctx.inline_keyboard()?;
    let target = ctx.target(plural(kind))?;
    let file = ctx.file(kind, ctx.params.text(kind.word()).unwrap_or_default())?;
    content.insert(kind.word().to_owned(), file.render());
    ctx.spend(target.chat, 1)?;
    ctx.write(target, content, markup)
}

pub(crate) fn album(ctx: &mut Ctx<'_>) -> Answer {
    let items = ctx.params.list("media").unwrap_or_default();
    match items.len() {
        0 => return Err(Refusal::bad("there are no messages to send")),
        1 => return Err(Refusal::violation("an album has 2-10 items, not 1")),
        2..=10 => {}
        _ => return Err(Refusal::bad("too many messages to send as an album")),
    }
    let documents = items
        .iter()
        .filter(|item| item["type"] == "document")
        .count();
    if documents != 0 && documents != items.len() {
        return Err(Refusal::bad(
            "document can't be mixed with other media types",
        ));
    }
    let target = ctx.target("media")?;
    let contents: Vec<_> = items
        .iter()
        .map(|item| item_content(ctx, item))
        .collect::<Result<_, _>>()?;
    let count = u32::try_from(contents.len()).unwrap_or(u32::MAX);
    ctx.spend(target.chat, count)?;
    let album = ctx.world.next_album_id();
    let mut sent = Vec::new();
    for mut content in contents {
        content.insert("media_group_id".to_owned(), json!(album));
        sent.push(ctx.write(target, content, None)?);
    }
    Ok(Value::Array(sent))
}

/// Content of a message made from an `InputMedia`.
pub(crate) fn item_content(ctx: &mut Ctx<'_>, item: &Value) -> Result<Map<String, Value>, Refusal> {
    let word = item["type"].as_str().unwrap_or_default();
    let kind = FileKind::from_word(word)
        .ok_or_else(|| Refusal::unsupported(&format!("media of type {word:?}")))?;
    let mut content = item
        .as_object()
        .map_or_else(|| Ok(Map::new()), caption_of)?;
    let file = ctx.file(kind, item["media"].as_str().unwrap_or_default())?;
    content.insert(kind.word().to_owned(), file.render());
    Ok(content)
}

impl Ctx<'_> {
    /// The file that a parameter names: an upload, which is kept, or one known by its id.
    fn file(&mut self, kind: FileKind, named: &str) -> Result<StoredFile, Refusal> {
        if let Some(part) = named.strip_prefix("attach://") {
            let upload = self.params.files.get(part).cloned().ok_or_else(|| {
                Refusal::violation(&format!("no file part {part:?} came with the call"))
            })?;
            if upload.bytes.is_empty() {
                return Err(Refusal::bad("file must be non-empty"));
            }
            let files = &mut self.world.files;
            return Ok(files.keep(kind, upload.name, upload.mime, upload.bytes, None));
        }
        let known = self
            .world
            .files
            .get(named)
            .ok_or_else(|| Refusal::bad("wrong file identifier/HTTP URL specified"))?;
        if known.kind != kind {
            let (from, to) = (known.kind.title(), kind.title());
            return Err(Refusal::bad(&format!(
                "can't use file of type {from} as {to}"
            )));
        }
        Ok(known.clone())
    }
}

/// The word in "not enough rights to send … to the chat".
fn plural(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Photo => "photos",
        FileKind::Video => "videos",
        FileKind::Document => "documents",
    }
}
