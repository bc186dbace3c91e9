//! A province with everything that others must not reach.

use satupintu::domain::action::Action;
use satupintu::domain::filter::Sift;
use satupintu::domain::id::AnnouncementId;
use satupintu::domain::institution::Code;
use satupintu::domain::leaf::{Leaf, List};
use satupintu_simulator::User;

use crate::office::{Office, Staff};

/// What tells of it, wherever it is read.
pub const SECRETS: [&str; 6] = [
    "KPU-73",
    "Sulawesi Selatan",
    "Makassar",
    "Rahasia",
    "Zulfikar",
    "SIARAN RESMI No.",
];

/// The objects of KPU-73, by their ids.
pub struct Foreign {
    pub officer: User,
    /// Who waits for "Sahkan" there.
    pub newcomer: User,
    approved: i64,
    draft: i64,
    submitted: i64,
    pending: i64,
    office: i64,
    author: i64,
    chat: i64,
    search: i64,
    uninvited: i64,
    transfer: i64,
    role_link: i64,
    /// A screenshot that the officer gave as evidence.
    evidence: i64,
}

impl Foreign {
    /// Author, approver, coordinator, officer, chat; one announcement out, one submitted, one a draft; and
    /// somebody who waits for a role.
    pub async fn of(office: &Office) -> Self {
        let staff = Staff {
            author: office.appoint("Zulfikar Penyusun", "penyusun KPU-73").await,
            approver: office
                .appoint("Zulfikar Penyetuju", "penyetuju KPU-73")
                .await,
            coordinator: office
                .appoint("Zulfikar Koordinator", "koordinator KPU-73")
                .await,
        };
        let officer = office.officer("Zulfikar Petugas", "KPU-73.71").await;
        let room = office.join_group("KPU-73.71").await;
        let link = office.invite("grup KPU-73.72").await;
        room.add_member(&officer);
        room.send(&officer, office.start_command(&link));
        let unregistered = office.sim.group("Rahasia Makassar");
        unregistered.add_bot(&officer);
        office.a_minute().await;
        office.announce(&staff, "Rahasia pertama.").await;
        office.moment().await;
        office.submit(&staff.author, "Rahasia kedua.").await;
        office.say(&staff.author, "/siaran Rahasia ketiga.").await;
        let newcomer = office.sim.user("Calon").create();
        let link = office.invite("penyetuju KPU-73").await;
        office.open_link(&newcomer, &link).await;
        office.say(&office.owner, "/lembaga sulawesi").await;
        office.invite("penyusun KPU-73").await;
        let id = async |sql: &str| office.count(sql).await;
        Self {
            officer,
            newcomer,
            approved: id("select max(id) from announcement where state = 'approved'").await,
            draft: id("select max(id) from announcement where state = 'draft'").await,
            submitted: id("select max(id) from announcement where state = 'submitted'").await,
            pending: id("select max(id) from role_grant where state = 'pending'").await,
            office: id("select max(id) from role_grant where role = 'officer'").await,
            author: id("select max(id) from role_grant where role = 'author'").await,
            chat: id("select max(id) from chat where institution = 'KPU-73.71'").await,
            search: id("select coalesce(max(id), 1) from search").await,
            uninvited: id("select max(id) from uninvited").await,
            transfer: id("select max(id) from transfer").await,
            evidence: id("select coalesce(max(id), 1) from dissemination").await,
            role_link: id("select max(id) from invitation where what = 'author'").await,
        }
    }

    /// The announcement that is out.
    pub fn announcement(&self) -> i64 {
        self.approved
    }

    /// Every button there is, aimed at them; of buttons that show a version, the present one.
    pub fn buttons(&self) -> Vec<String> {
        let Self {
            officer,
            newcomer: _,
            approved,
            draft,
            submitted,
            pending,
            office,
            author,
            chat,
            search,
            uninvited,
            transfer,
            role_link,
            evidence,
        } = self;
        let account = officer.id();
        let mut all = vec![
            format!("a:{approved}:1"),
            format!("ah:{approved}:1"),
            format!("at:{approved}:1"),
            format!("ad:{approved}:1"),
            format!("ax:{approved}:0"),
            format!("as:{evidence}"),
            format!("s:{draft}:1"),
            format!("x:{draft}:0"),
            format!("l:{draft}:0"),
            format!("om:{draft}:1:a"),
            format!("oc:{draft}:1:a"),
            format!("ow:{draft}:1:within"),
            format!("ot:{draft}:1"),
            format!("oT:{draft}:0"),
            "tp:1".to_owned(),
            "tl".to_owned(),
            "tu:1".to_owned(),
            "tc".to_owned(),
            "td:1".to_owned(),
            "tD:1".to_owned(),
            format!("gc:{pending}"),
            format!("gr:{pending}"),
            format!("gs:{pending}"),
            format!("gx:{office}"),
            format!("gp:{office}"),
            format!("gn:{office}"),
            format!("xe:{account}"),
            format!("xE:{account}"),
            format!("ls:{search}:0"),
            format!("ur:{uninvited}"),
            format!("ul:{uninvited}"),
            "uc".to_owned(),
            format!("tm:{transfer}"),
            format!("tk:{transfer}"),
            format!("go:{office}"),
            format!("gk:{office}"),
            "xk".to_owned(),
            "of".to_owned(),
            "rs:1".to_owned(),
            "ia:1".to_owned(),
            "ix:1".to_owned(),
            "lx:1".to_owned(),
            format!("lr:{role_link}"),
            "w:*:0".to_owned(),
            "w:=KPU-73:0".to_owned(),
            "w:~zulfikar:0".to_owned(),
            "w:+officer:0".to_owned(),
            "L:0".to_owned(),
            "hp:0".to_owned(),
            "i:KPU-73:0:0".to_owned(),
            "b:KPU-73:0".to_owned(),
        ];
        for tag in ["y", "Y", "r", "n", "q", "qs", "k"] {
            all.push(format!("{tag}:{submitted}:1"));
        }
        for tag in [
            "c", "ex", "p", "u", "h", "H", "hk", "f", "er", "e", "ra", "cb", "jn", "jN", "jb",
            "jB", "jk",
        ] {
            all.push(format!("{tag}:{approved}:0"));
        }
        let announcement = AnnouncementId(*approved);
        let search = u32::try_from(*search).unwrap();
        for list in List::ALL {
            let leaf = Leaf::first(announcement, list);
            all.push(Action::List { leaf }.into());
            let sift = Sift::Categories;
            all.push(Action::Sift { leaf, sift }.into());
            let leaf = leaf.through(search);
            let sift = Sift::Region(0);
            all.push(Action::Sift { leaf, sift }.into());
            for code in ["KPU-73.71", "KPU-63"] {
                let institution = Code::parse(code).unwrap();
                let standing = Action::Standing {
                    institution: institution.clone(),
                    leaf,
                };
                all.push(standing.into());
                all.push(Action::RemindOne { institution, leaf }.into());
            }
        }
        for tag in ["gh", "ge", "gE"] {
            all.extend([office, author].map(|grant| format!("{tag}:{grant}")));
        }
        for tag in ["cp", "ca", "cy", "cn", "cx", "cX"] {
            all.push(format!("{tag}:{chat}"));
        }
        for tag in ["iN", "ik", "io", "ig"] {
            all.push(format!("{tag}:KPU-73"));
        }
        // Last, because it goes on for a while.
        all.push("hl".to_owned());
        all
    }
}
