//! `/templat`: texts that are used again.

use super::Lang;
use super::lines::{Lines, button, cut};
use crate::domain::action::Action;
use crate::domain::message::Message;
use crate::domain::template::{Template, fields};

/// Most of a text that a template's page shows.
const SHOWN: usize = 2_500;
/// Most of a line of options.
const LINE: usize = 300;
/// Most of a name on a button.
const LABEL: usize = 48;

/// All templates, each with a button.
#[must_use]
pub fn list(lang: &Lang, templates: &[Template], owner: bool) -> Message {
    if templates.is_empty() {
        return Message::plain(lang.plain(match owner {
            true => "template-none-owner",
            false => "template-none",
        }));
    }
    let message = Lines::titled(&lang.plain("template-list")).done();
    templates.iter().fold(message, |message, template| {
        let open = Action::Template {
            template: template.id,
        };
        message.row([button(cut(&template.name, LABEL), open)])
    })
}

/// The page of a template; `author` may use it, `owner` delete it.
#[must_use]
pub fn page(lang: &Lang, template: &Template, author: bool, owner: bool) -> Message {
    let mut lines = Lines::default();
    lines.bold(&template.name);
    if !template.options_line.is_empty() {
        let line = cut(&template.options_line, LINE);
        lines.line(&lang.text("template-options", &[("line", line.into())]));
    }
    let names = fields(&template.content);
    if !names.is_empty() {
        let names = names.join(", ");
        lines.line(&lang.text("template-fields", &[("fields", names.into())]));
    }
    lines.blank().line(&cut(&template.content.text, SHOWN));
    let id = template.id;
    let mut message = lines.done();
    if author {
        let action = Action::UseTemplate { template: id };
        message = message.row([button(lang.plain("template-use"), action)]);
    }
    let mut below = vec![button(lang.plain("template-back"), Action::Templates)];
    if owner {
        let action = Action::DeleteTemplate { template: id };
        below.push(button(lang.plain("template-delete"), action));
    }
    message.row(below)
}

/// `/templat buat` has made one.
#[must_use]
pub fn made(lang: &Lang, template: &Template) -> Message {
    named(lang, "template-made", template)
}

fn named(lang: &Lang, key: &str, template: &Template) -> Message {
    let name = template.name.as_str();
    Message::plain(lang.text(key, &[("name", name.into())]))
}

/// The next field; so many are `filled` in.
#[must_use]
pub fn ask(lang: &Lang, fields: &[String], filled: usize) -> Message {
    let field = fields.get(filled).map_or("", String::as_str);
    let title = lang.text(
        "template-ask",
        &[
            ("at", (filled + 1).into()),
            ("of", fields.len().into()),
            ("field", field.into()),
        ],
    );
    let mut lines = Lines::titled(&title);
    lines.line(&lang.plain("template-ask-next"));
    let cancel = button(lang.plain("template-cancel"), Action::CancelFilling);
    lines.done().row([cancel])
}

/// "Batal" was pressed.
#[must_use]
pub fn cancelled(lang: &Lang) -> Message {
    Message::plain(lang.plain("template-cancelled"))
}

/// All fields are filled in; the preview follows.
#[must_use]
pub fn filled(lang: &Lang) -> Message {
    Message::plain(lang.plain("template-filled"))
}

/// "Hapus": surely?
#[must_use]
pub fn sure(lang: &Lang, template: &Template) -> Message {
    let id = template.id;
    let surely = Action::DeleteTemplateSurely { template: id };
    let back = Action::Template { template: id };
    named(lang, "template-sure", template)
        .row([button(lang.plain("template-surely"), surely)])
        .row([button(lang.plain("template-back"), back)])
}

/// "Ya, hapus" was pressed.
#[must_use]
pub fn deleted(lang: &Lang, template: &Template) -> Message {
    named(lang, "template-deleted", template)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::TemplateId;
    use crate::view::testing::{AT, assert_sendable, indonesian, read_aloud};

    fn template(name: &str, options_line: &str, text: &str) -> Template {
        Template {
            id: TemplateId(7),
            name: name.into(),
            options_line: options_line.into(),
            content: Message::plain(text),
            made_at: AT,
        }
    }

    #[test]
    fn templates_are_read_aloud() {
        let meeting = template(
            "Undangan rapat",
            "jenis=undangan tenggat=4jam",
            "Mohon hadir pada {{acara}} di {{tempat}}.",
        );
        let plain = template("Gangguan layanan", "", "Layanan kami terganggu.");
        let names = ["acara".to_owned(), "tempat".to_owned()];
        read_aloud("template", |lang| {
            vec![
                ("list: none", list(lang, &[], false)),
                ("list: none, for an owner", list(lang, &[], true)),
                ("list", list(lang, &[plain.clone(), meeting.clone()], false)),
                ("page: an author's", page(lang, &meeting, true, false)),
                ("page: an owner's", page(lang, &plain, false, true)),
                ("made", made(lang, &meeting)),
                ("ask", ask(lang, &names, 1)),
                ("cancelled", cancelled(lang)),
                ("filled", filled(lang)),
                ("sure", sure(lang, &meeting)),
                ("deleted", deleted(lang, &meeting)),
            ]
        });
    }

    #[test]
    fn the_longest_one_still_fits() {
        let fields: String = (10..25)
            .map(|i| format!("{{{{{i}{}}}}}", "x".repeat(38)))
            .collect();
        let long = template(
            &"N".repeat(40),
            &"sifat=penting ".repeat(60),
            &fields.repeat(20),
        );
        assert_sendable(&page(&indonesian(), &long, true, true));
    }
}
