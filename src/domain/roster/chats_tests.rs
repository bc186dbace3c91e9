//! Files of chats that are known already.

use super::ProblemKind as Kind;
use super::{ChatFile, Problem};
use crate::domain::event::PlaceKind;

const HEADER: &str = "kode,chat_id,jenis,topik";

fn read(rows: &str) -> ChatFile {
    ChatFile::read(format!("{HEADER}\n{rows}\n").as_bytes())
}

#[test]
fn every_kind_of_chat_is_read() {
    let file = read(
        "kpu-64,-1001234567890,grup,\n\
         KPU-64,-1001234567890,Grup,7\n\
         KPU-64.74, -42 ,GRUP,1\n\
         KPU-64,-1009876543210,kanal,\n\
         KPU-64,123456789,pribadi,\n\
         KPU-64.74,123456789,pribadi\n",
    );
    assert_eq!(file.problems(), []);
    let read: Vec<_> = file
        .rows()
        .iter()
        .map(|row| {
            (
                row.line,
                row.institution.as_str(),
                row.kind,
                row.address.as_str(),
            )
        })
        .collect();
    assert_eq!(
        read,
        [
            (2, "KPU-64", PlaceKind::Group, "tg:-1001234567890"),
            (3, "KPU-64", PlaceKind::Group, "tg:-1001234567890/7"),
            (4, "KPU-64.74", PlaceKind::Group, "tg:-42"),
            (5, "KPU-64", PlaceKind::Channel, "tg:-1009876543210"),
            (6, "KPU-64", PlaceKind::Private, "tg:123456789"),
            (7, "KPU-64.74", PlaceKind::Private, "tg:123456789"),
        ]
    );
    assert_eq!(file.codes().len(), 6);
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let file = read(
        "A,-1,grup,\n\
         A,@grup_kami,group,\n\
         A,-1.00123E+12,grup,\n\
         A,0,kanal,\n\
         A,5,grup,tujuh\n\
         A,-5,pribadi,\n\
         A,5,pribadi,7\n\
         A,-7,kanal,7\n\
         A,-8,,-7\n\
         B,-1,kanal,\n\
         A,9,pribadi,\n\
         A,9,pribadi,\n\
         A B,-10,grup,\n\
         A,-11",
    );
    let at = Problem::in_column;
    let bad = |typed: &str| Kind::BadChatId {
        typed: typed.into(),
    };
    let typed = |text: &str| text.to_owned();
    let topic = |text: &str| Kind::BadTopic {
        typed: text.to_owned(),
    };
    assert_eq!(
        file.problems(),
        [
            at(
                3,
                "jenis",
                Kind::UnknownChatKind {
                    typed: typed("group"),
                    near: Some("grup")
                }
            ),
            at(3, "chat_id", bad("@grup_kami")),
            at(4, "chat_id", bad("-1.00123E+12")),
            at(5, "chat_id", bad("0")),
            at(6, "chat_id", Kind::PositiveShared { typed: typed("5") }),
            at(6, "topik", topic("tujuh")),
            at(7, "chat_id", Kind::NegativePrivate { typed: typed("-5") }),
            at(8, "topik", Kind::TopicOutsideGroup),
            at(9, "topik", Kind::TopicOutsideGroup),
            at(10, "jenis", Kind::EmptyValue),
            at(10, "topik", topic("-7")),
            at(11, "chat_id", Kind::DuplicateChat { first: 2 }),
            at(13, "chat_id", Kind::DuplicateChat { first: 12 }),
            at(
                14,
                "kode",
                Kind::BadCode {
                    typed: typed("A B")
                }
            ),
            Problem::at(
                15,
                Kind::FieldCount {
                    expected: 4,
                    found: 2
                }
            ),
        ]
    );
}
