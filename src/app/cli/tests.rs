use super::*;

fn read(line: &str) -> Result<Command, NoCommand> {
    parse(line.split_whitespace().map(OsString::from))
}

fn refused(line: &str) -> String {
    let refused = read(line).unwrap_err();
    assert!(!refused.asked_for, "{refused}");
    refused.to_string()
}

#[test]
fn the_definition_is_sound() {
    definition().debug_assert();
}

#[test]
fn commands_are_read() {
    assert_eq!(read("satupintu"), Ok(Command::Run));
    assert_eq!(read("satupintu run"), Ok(Command::Run));
    assert_eq!(read("satupintu check"), Ok(Command::Check));
    assert_eq!(read("satupintu health"), Ok(Command::Health));
    let file = PathBuf::from("a.csv");
    let import = |registry| Ok(Command::Import(ImportArgs { registry }));
    assert_eq!(
        read("satupintu import lembaga a.csv"),
        import(Import::Institutions { file: file.clone() })
    );
    assert_eq!(
        read("satupintu import saluran a.csv"),
        import(Import::Chats { file })
    );
}

#[test]
fn operations_are_read() {
    let file = PathBuf::from("a.db");
    let backup = Command::Backup { file: file.clone() };
    assert_eq!(read("satupintu backup a.db"), Ok(backup));
    let restore = |last_number| {
        let file = file.clone();
        Ok(Command::Restore { file, last_number })
    };
    assert_eq!(read("satupintu restore a.db"), restore(None));
    let (number, year) = (15, 2026);
    assert_eq!(
        read("satupintu restore a.db --nomor-terakhir 15/2026"),
        restore(Some(Number::real(number, year)))
    );
    let audit = |action| Ok(Command::Audit(AuditArgs { action }));
    assert_eq!(read("satupintu audit"), audit(None));
    let verify = |hash| audit(Some(AuditAction::Verify { hash }));
    assert_eq!(read("satupintu audit verify"), verify(None));
    let hash = Digest::of_nothing();
    assert_eq!(
        read(&format!("satupintu audit verify --hash {hash}")),
        verify(Some(hash))
    );
    let inbox = |action| Ok(Command::Inbox(InboxArgs { action }));
    assert_eq!(read("satupintu inbox"), inbox(None));
    for id in ["U7", "u7", "7"] {
        let show = Some(InboxAction::Show { id: 7 });
        assert_eq!(read(&format!("satupintu inbox show {id}")), inbox(show));
    }
    let retry = |id, all| inbox(Some(InboxAction::Retry(Which { id, all })));
    assert_eq!(read("satupintu inbox retry U7"), retry(Some(7), false));
    assert_eq!(read("satupintu inbox retry --all"), retry(None, true));
    for line in [
        "satupintu audit verify --hash abc",
        "inbox show Budi",
        "inbox retry",
        "inbox retry 7 --all",
        "restore a.db --nomor-terakhir 15",
        "restore a.db --nomor-terakhir 0/2026",
        "restore a.db --nomor-terakhir 2026/15",
        "backup",
        "restore",
    ] {
        let refused = refused(&format!("satupintu {line}"));
        assert!(refused.ends_with("lihat `satupintu --help`."), "{refused}");
        assert_eq!(refused.lines().count(), 1, "{refused}");
    }
    assert_eq!(
        refused("satupintu inbox show Budi"),
        "Isian \"Budi\" tidak dapat dibaca; lihat `satupintu --help`."
    );
}

#[cfg(feature = "demo")]
#[test]
fn the_demo_is_read() {
    assert_eq!(read("satupintu demo"), Ok(Command::Demo { once: false }));
    assert_eq!(
        read("satupintu demo --once"),
        Ok(Command::Demo { once: true })
    );
}

#[test]
fn a_mistake_is_one_sentence_in_indonesian() {
    assert_eq!(
        refused("satupintu chekc"),
        "Perintah \"chekc\" tidak dikenal (mungkin maksudnya check); lihat `satupintu --help`."
    );
    assert_eq!(
        refused("satupintu --hlep"),
        "Pilihan \"--hlep\" tidak dikenal (mungkin maksudnya \"--help\"); \
         lihat `satupintu --help`."
    );
    assert_eq!(
        refused("satupintu import lembaga"),
        "Masih kurang <BERKAS>; lihat `satupintu --help`."
    );
    assert_eq!(
        refused("satupintu import"),
        "Masih kurang satu kata: lembaga atau saluran; lihat `satupintu --help`."
    );
}

#[test]
fn help_is_in_indonesian() {
    let help = read("satupintu --help").unwrap_err();
    assert!(help.asked_for);
    let help = help.to_string();
    for word in ["Pemakaian:", "Perintah:", "Pilihan:", "check", "import"] {
        assert!(help.contains(word), "{word} is not in\n{help}");
    }
    for word in ["Usage", "Options", "Commands", "health", "Print"] {
        assert!(!help.contains(word), "{word} is in\n{help}");
    }
    for line in [
        "satupintu import --help",
        "satupintu import lembaga --help",
        "satupintu backup --help",
        "satupintu restore --help",
        "satupintu inbox --help",
        "satupintu inbox retry --help",
    ] {
        let help = read(line).unwrap_err().to_string();
        for word in [
            "Usage",
            "Options",
            "Arguments",
            "Commands",
            "COMMAND",
            "OPTIONS",
        ] {
            assert!(!help.contains(word), "{word} is in\n{help}");
        }
    }
    assert!(read("satupintu --version").unwrap_err().asked_for);
}
