//! What is written for letters that the embedded font lacks.

use std::iter::once;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Where there is nothing like it: what cannot be shown leaves a trace.
const LACKING: char = '?';

/// What stands for a letter: the same one in plain, nothing for emoji and marks without a width, or a sign
/// that something is missing.
pub(super) fn instead(c: char, has: impl Fn(char) -> bool) -> Vec<char> {
    let kept = once(c).nfkd().map(plain).filter(|c| !is_unseen(*c));
    let kept: Vec<char> = kept.collect();
    if !kept.is_empty() && kept.iter().all(|c| has(*c)) {
        return kept;
    }
    match kept.is_empty() || is_picture(c) {
        true => Vec::new(),
        false => vec![LACKING],
    }
}

/// What Unicode tells apart, and readers hardly do.
fn plain(c: char) -> char {
    match c {
        '\u{2bc}' => '’',
        '\u{2bb}' => '‘',
        '\u{2044}' => '/',
        '\u{2023}' | '\u{2043}' | '\u{25a0}'..='\u{25ff}' => '•',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Marks of other letters, directions, joiners, tags, and what controls a terminal.
fn is_unseen(c: char) -> bool {
    let format = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    format || c.is_control() || is_combining_mark(c)
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{1f000}'..='\u{1fbff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_is_written_and_what_cannot_leaves_a_sign() {
        let has = |c: char| c.is_ascii_graphic() || " ’•é".contains(c);
        let written = |text: &str| -> String {
            let of = |c| if has(c) { vec![c] } else { instead(c, has) };
            text.nfc().flat_map(of).collect()
        };
        for (text, said) in [
            ("Ma\u{2bc}ruf", "Ma’ruf"),
            ("17\u{202f}00", "17 00"),
            ("𝗕𝗮𝗻𝗷𝗶𝗿 𝟐𝟎 𝘥𝘪 𝓚𝓸𝓽𝓪", "Banjir 20 di Kota"),
            (
                "cafe\u{301} ḍ ½ ﬁ ☎\u{fe0f}🌊👩\u{200d}🚒🇮🇩",
                "café d 1/2 fi ",
            ),
            ("● Rapat", "• Rapat"),
            ("ꦥꦼꦔꦸꦩꦸꦩꦤ꧀", "?????"),
        ] {
            assert_eq!(written(text), said, "{text}");
        }
    }
}
