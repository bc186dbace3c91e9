//! What the author wrote is what members read: to the letter, with its formatting.

use satupintu_simulator::{Entity, Post};

use crate::office::{Office, entity, formatting_of};

/// What differs between a preview and what was sent: number and code.
fn without_number_and_code(text: &str) -> String {
    let line = |line: &str| {
        for beginning in ["SIARAN RESMI No. ", "Kode keaslian: "] {
            if line.starts_with(beginning) {
                return beginning.to_owned();
            }
        }
        line.to_owned()
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_formatting_arrives_where_it_was_behind_emoji_and_flags_too() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let content = "🇮🇩🏴󠁧󠁢󠁥󠁮󠁧󠁿 Tebal 👨‍👩‍👧 miring 𝒳 garis coret rahasia\n\
        tautan 🙂 fn main() {}\nkode\nKutipan satu\nKutipan dua\nhttps://kpu.go.id #banjir @humas \
        posko@parepare.go.id\nhabis 🌊";
    let typed = format!("/siaran {content}");
    let of = |kind, part| entity(kind, &typed, part);
    let (rust, emoji) = (of("pre", "fn main() {}"), of("custom_emoji", "🙂"));
    let link = of("text_link", "tautan");
    let given = vec![
        of("bold", "Tebal 👨‍👩‍👧 miring"),
        of("italic", "miring 𝒳"),
        of("underline", "garis"),
        of("strikethrough", "coret"),
        of("spoiler", "rahasia"),
        Entity::text_link(link.offset, link.length, "https://kpu.go.id/jadwal?a=b&c=d"),
        Entity {
            custom_emoji_id: Some("5368324170671202286".to_owned()),
            ..emoji
        },
        Entity {
            language: Some("rust".to_owned()),
            ..rust
        },
        of("code", "kode"),
        of("blockquote", "Kutipan satu"),
        of("expandable_blockquote", "Kutipan dua"),
        of("bold", "🌊"),
    ];
    let written = office
        .send(&staff.author, Post::text(&typed).entities(given))
        .await;
    office.submit_and_approve(&staff).await;
    office.moment().await;

    let written = office.sim.message(written).unwrap();
    let expected = formatting_of(&written, content);
    // All that was given, and the address, the hashtag, the mention and the mail that were found.
    assert_eq!(expected.len(), 16, "{expected:?}");
    let received = police.last().unwrap();
    assert_eq!(formatting_of(&received, content), expected);
    for (user, button) in [(&staff.author, "Ajukan"), (&staff.approver, "Setujui")] {
        // Their panels have no buttons any more; the preview is what stands above.
        let shown = user
            .inbox()
            .into_iter()
            .rfind(|message| message.text.contains(content));
        assert_eq!(
            formatting_of(&shown.unwrap(), content),
            expected,
            "{button}"
        );
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_looks_like_markup_stays_what_was_typed() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let content = r"*_[x](http://y)<b>tebal</b> &amp; `kode` \* ~x~ ||y|| #{ $number } {{x}} %s";
    let written = office
        .send(&staff.author, format!("/siaran {content}"))
        .await;
    let written = office.sim.message(written).unwrap();
    office.submit_and_approve(&staff).await;
    office.moment().await;
    let received = police.last().unwrap();
    assert!(received.text.contains(content), "{}", received.text);
    assert_eq!(
        formatting_of(&received, content),
        formatting_of(&written, content)
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preview_is_what_goes_out_but_for_number_and_code() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let content = "🌊 Rapat koordinasi\n\nKamis, pukul 09.00.\nDi kantor.";
    office
        .send(
            &staff.author,
            format!("/siaran sifat=penting jenis=undangan\n{content}"),
        )
        .await;
    let for_author = office.preview_above(&staff.author, "Ajukan", 1).remove(0);
    office.press(&staff.author, "Ajukan").await;
    office.moment().await;
    let for_approver = office
        .preview_above(&staff.approver, "Setujui", 1)
        .remove(0);
    office.press(&staff.approver, "Setujui").await;
    office.press(&staff.approver, "Ya, kirim").await;
    office.moment().await;

    let received = police.last().unwrap();
    assert_eq!(for_author.text, for_approver.text);
    assert_eq!(for_author.entities, for_approver.entities);
    assert_eq!(
        without_number_and_code(&received.text),
        without_number_and_code(&for_author.text)
    );
    let code = received.text.lines().last().unwrap();
    let code = code.strip_prefix("Kode keaslian: ").unwrap();
    assert_eq!(code.len(), 14, "{code}");
    assert_eq!(received.parts("code"), [code]);
    assert_eq!(received.parts("bold").len(), for_author.parts("bold").len());
    assert!(for_author.buttons.is_empty());
    office.close().await;
}
