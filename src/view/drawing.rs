//! Files that are drawn right before they are sent: that takes a while, and no transaction waits for it.

use crate::domain::file::{Bytes, Drawing, File};

use super::{chart, paper, qr, workbook};

/// A file with everything drawn that is to be drawn; takes a while.
///
/// # Errors
/// It says nothing that could be drawn, with the reason. The reason names no value: what is drawn may be
/// a secret.
pub fn drawn(file: File) -> Result<File, String> {
    let content = match file.drawing {
        Drawing::None => return Ok(file),
        Drawing::Code => {
            let link = std::str::from_utf8(&file.content.0);
            qr::png(link.map_err(|error| error.to_string())?)
        }
        Drawing::Pages => qr::pdf(&read::<Vec<qr::Page>>(&file)?),
        Drawing::Chart => chart::png(&read(&file)?),
        Drawing::Paper => paper::pdf(&read(&file)?),
        Drawing::Workbook => workbook::xlsx(&read(&file)?)?,
    };
    Ok(File {
        content: Bytes(content.into()),
        drawing: Drawing::None,
        ..file
    })
}

fn read<T: serde::de::DeserializeOwned>(file: &File) -> Result<T, String> {
    serde_json::from_slice(&file.content.0).map_err(|error| format!("{:?}", error.classify()))
}
