//! What is said when something of ours broke.

use super::Lang;

/// For a message or a pop-up: it is being tried again; `reference` finds it in the log.
#[must_use]
pub fn fault(lang: &Lang, reference: &str) -> String {
    lang.text("fault-retrying", &[("reference", reference.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Message;
    use crate::view::testing::read_aloud;

    #[test]
    fn faults_are_read_aloud() {
        read_aloud("fault", |lang| {
            vec![("fault", Message::plain(fault(lang, "U-1024")))]
        });
    }
}
