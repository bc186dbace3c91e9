//! The client library of the bot, against the simulator: every method the bot may use
//! passes the documentation, and every update and answer is understood.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use satupintu_simulator::{Config, Entity, Fault, Limits, MessageRef, Post, Simulator, User};
use teloxide::{
    ApiError, Bot, RequestError,
    net::Download,
    payloads::{
        AnswerCallbackQuerySetters, CopyMessageSetters, EditMessageReplyMarkupSetters,
        EditMessageTextSetters, GetUpdatesSetters, SendDocumentSetters, SendMessageSetters,
        SendPhotoSetters, SetMyCommandsSetters,
    },
    requests::Requester,
    types::{
        AllowedUpdate, BotCommand, BotCommandScope, ChatAction, ChatId, InlineKeyboardButton,
        InlineKeyboardMarkup, InputFile, InputMedia, InputMediaPhoto, LinkPreviewOptions,
        MessageEntity, MessageId, Recipient, ReplyParameters, ThreadId, Update, UpdateKind, UserId,
    },
};

async fn start() -> (Simulator, Bot, User) {
    let config = Config {
        limits: Limits::off(),
        ..Config::default()
    };
    let sim = Simulator::start(config).await.unwrap();
    let bot = Bot::new(sim.token()).set_api_url(sim.base_url().parse().unwrap());
    let budi = sim.user("Budi").username("budi").language("id").create();
    (sim, bot, budi)
}

fn chat(user: &User) -> ChatId {
    ChatId(user.id())
}

fn keyboard() -> InlineKeyboardMarkup {
    let link = InlineKeyboardButton::url("Situs", "https://kpu.go.id".parse().unwrap());
    InlineKeyboardMarkup::new([vec![
        InlineKeyboardButton::callback("✅ Diterima", "a:1"),
        link,
    ]])
}

#[tokio::test]
async fn texts_are_sent_and_edited() {
    let (sim, bot, budi) = start().await;
    let asked = budi.send_private("/start");
    let sent = bot
        .send_message(chat(&budi), "📢 Siaran resmi")
        .entities([
            MessageEntity::bold(3, 6),
            MessageEntity::text_link("https://a.id".parse().unwrap(), 10, 5),
        ])
        .reply_markup(keyboard())
        .reply_parameters(ReplyParameters::new(MessageId(
            asked.message.try_into().unwrap(),
        )))
        .link_preview_options(LinkPreviewOptions {
            is_disabled: true,
            url: None,
            prefer_small_media: false,
            prefer_large_media: false,
            show_above_text: false,
        })
        .disable_notification(true)
        .protect_content(true)
        .await
        .unwrap();
    assert_eq!(sent.text(), Some("📢 Siaran resmi"));
    assert_eq!(sent.reply_to_message().unwrap().text(), Some("/start"));
    assert_eq!(sent.reply_markup(), Some(&keyboard()));
    bot.edit_message_text(chat(&budi), sent.id, "RALAT")
        .entities([MessageEntity::bold(0, 5)])
        .reply_markup(keyboard())
        .await
        .unwrap();
    let same = bot
        .edit_message_reply_markup(chat(&budi), sent.id)
        .reply_markup(keyboard())
        .await;
    assert!(
        matches!(same, Err(RequestError::Api(ApiError::MessageNotModified))),
        "{same:?}"
    );
    bot.send_chat_action(chat(&budi), ChatAction::Typing)
        .await
        .unwrap();
    bot.delete_message(chat(&budi), sent.id).await.unwrap();
    let public = Recipient::ChannelUsername("@tidak_ada".to_owned());
    let lost = bot.send_message(public, "a").await;
    assert!(
        matches!(lost, Err(RequestError::Api(ApiError::ChatNotFound))),
        "{lost:?}"
    );
    assert_eq!(sim.violations(), []);
}

#[tokio::test]
async fn files_are_sent_copied_and_fetched() {
    let (sim, bot, budi) = start().await;
    budi.send_private("hai");
    let upload = InputFile::memory(b"jpeg".to_vec()).file_name("a.jpg");
    let sent = bot
        .send_photo(chat(&budi), upload)
        .caption("satu")
        .reply_markup(keyboard())
        .await;
    let sent = sent.unwrap();
    let photo = sent.photo().unwrap()[0].file.id.clone();
    let document = InputFile::memory(b"kode;nama".to_vec()).file_name("a.csv");
    let document = bot
        .send_document(chat(&budi), document)
        .caption("dua")
        .await
        .unwrap();
    let media = |caption: &str| {
        InputMedia::Photo(InputMediaPhoto::new(InputFile::file_id(photo.clone())).caption(caption))
    };
    let upload = InputMedia::Photo(InputMediaPhoto::new(InputFile::memory(b"dua".to_vec())));
    let album = bot
        .send_media_group(chat(&budi), [media("a"), upload])
        .await
        .unwrap();
    assert_eq!(album.len(), 2);
    assert!(album[0].media_group_id().is_some());
    bot.edit_message_media(chat(&budi), sent.id, media("baru"))
        .await
        .unwrap();
    bot.edit_message_caption(chat(&budi), sent.id)
        .await
        .unwrap();
    bot.copy_message(chat(&budi), chat(&budi), sent.id)
        .caption("salinan")
        .await
        .unwrap();
    let file = bot
        .get_file(document.document().unwrap().file.id.clone())
        .await
        .unwrap();
    let mut bytes = std::io::Cursor::new(Vec::new());
    bot.download_file(&file.path, &mut bytes).await.unwrap();
    assert_eq!(bytes.into_inner(), b"kode;nama");
    assert_eq!(sim.violations(), []);
}

#[tokio::test]
async fn every_update_is_understood() {
    let (sim, bot, budi) = start().await;
    let kinds = [
        AllowedUpdate::Message,
        AllowedUpdate::EditedMessage,
        AllowedUpdate::ChannelPost,
        AllowedUpdate::CallbackQuery,
        AllowedUpdate::MyChatMember,
        AllowedUpdate::ChatMember,
    ];
    bot.get_updates().allowed_updates(kinds).await.unwrap();
    let first = budi.send_private(Post::text("tebal").entities(vec![Entity::new("bold", 0, 5)]));
    budi.edit(
        first,
        "/cek@satupintu_bot 📢 #siaran a@kpu.go.id @humas_kpu kpu.go.id",
    );
    for post in [
        Post::photo(b"a"),
        Post::video(b"b"),
        Post::document("a.csv", b"c"),
    ] {
        budi.send_private(post.caption("isi").reply_to(first));
    }
    budi.send_album(vec![Post::photo(b"1"), Post::photo(b"2")]);
    bot.send_message(chat(&budi), "a")
        .reply_markup(keyboard())
        .await
        .unwrap();
    budi.press(&budi.last().unwrap(), "Diterima").unwrap();
    budi.press_data(
        MessageRef {
            chat: budi.id(),
            message: 99_999,
        },
        "hilang",
    );
    budi.forward(&budi.last().unwrap()).unwrap();
    budi.block_bot();
    budi.unblock_bot();
    let group = sim.group("Grup");
    group.add_bot(&budi);
    group.promote_bot();
    group.rename("Baru");
    group.send(&budi, "/status");
    let supergroup = group.migrate();
    supergroup.restrict_bot();
    supergroup.promote_bot();
    supergroup.add_admin(&sim.user("Sari").create());
    supergroup.send_anonymous("a");
    supergroup.kick_bot(&budi);
    let forum = sim.forum("Forum");
    forum.add_bot(&budi);
    let topic = forum.topic("Siaran");
    topic.send(&budi, "/status");
    topic.close();
    topic.reopen();
    let channel = sim.channel("Kanal").public("kanal_humas");
    channel.add_bot(&budi);
    channel.post("isi");
    supergroup.send_as(&channel, "a");
    channel.kick_bot(&budi);
    let updates = bot.get_updates().await.unwrap();
    assert!(updates.len() > 30);
    for update in &updates {
        assert!(
            !matches!(update.kind, UpdateKind::Error(_)),
            "{:#?}",
            update.kind
        );
        let text = serde_json::to_string(update).unwrap();
        serde_json::from_str::<Update>(&text).unwrap();
    }
    assert_eq!(sim.violations(), []);
}

#[tokio::test]
async fn chats_commands_and_webhooks_are_understood() {
    let (sim, bot, budi) = start().await;
    budi.send_private("hai");
    let forum = sim.forum("Forum");
    forum.add_bot(&budi);
    forum.promote_bot();
    let topic = forum.topic("Siaran");
    let me = bot.get_me().await.unwrap();
    assert_eq!(me.username(), sim.bot_username());
    let thread = ThreadId(MessageId(topic.id().try_into().unwrap()));
    let id = ChatId(forum.id());
    let sent = bot
        .send_message(id, "a")
        .message_thread_id(thread)
        .await
        .unwrap();
    assert_eq!(sent.thread_id, Some(thread));
    for chat in [id, chat(&budi), ChatId(sim.group("A").id())] {
        if let Ok(info) = bot.get_chat(chat).await {
            assert_eq!(info.id, chat);
        }
    }
    let user = UserId(budi.id().try_into().unwrap());
    assert!(bot.get_chat_member(id, user).await.unwrap().is_present());
    assert_eq!(bot.get_chat_administrators(id).await.unwrap().len(), 2);
    assert_eq!(bot.get_chat_member_count(id).await.unwrap(), 3);
    let commands = [BotCommand::new("status", "Keadaan siaran")];
    for scope in [
        BotCommandScope::Default,
        BotCommandScope::AllPrivateChats,
        BotCommandScope::AllGroupChats,
        BotCommandScope::Chat {
            chat_id: Recipient::Id(chat(&budi)),
        },
    ] {
        bot.set_my_commands(commands.clone())
            .scope(scope)
            .language_code("id")
            .await
            .unwrap();
    }
    assert_eq!(sim.commands().len(), 4);
    bot.delete_webhook().await.unwrap();
    assert!(bot.get_webhook_info().await.unwrap().url.is_none());
    bot.leave_chat(id).await.unwrap();
    assert_eq!(sim.violations(), []);
}

#[tokio::test]
async fn refusals_arrive_as_the_library_names_them() {
    let (sim, bot, budi) = start().await;
    let send = || async {
        bot.send_message(chat(&budi), "a")
            .await
            .map(|_| ())
            .unwrap_err()
    };
    let error = send().await;
    // The library still expects the wording of years ago, so this one arrives unnamed.
    let RequestError::Api(ApiError::Unknown(_)) = error else {
        panic!("{error:?}")
    };
    budi.send_private("hai");
    budi.block_bot();
    let error = send().await;
    let RequestError::Api(ApiError::BotBlocked) = error else {
        panic!("{error:?}")
    };
    budi.unblock_bot();
    sim.fault(Fault::too_many_requests(3).once());
    let error = send().await;
    let RequestError::RetryAfter(seconds) = error else {
        panic!("{error:?}")
    };
    assert_eq!(seconds.seconds(), 3);
    sim.fault(Fault::malformed_json().once());
    let error = send().await;
    let RequestError::InvalidJson { .. } = error else {
        panic!("{error:?}")
    };
    sim.fault(Fault::cut_after().once());
    let error = send().await;
    let RequestError::Network(_) = error else {
        panic!("{error:?}")
    };
    let group = sim.group("Grup");
    group.add_bot(&budi);
    let supergroup = group.migrate();
    let error = bot.send_message(ChatId(group.id()), "a").await.unwrap_err();
    let RequestError::MigrateToChatId(to) = error else {
        panic!("{error:?}")
    };
    assert_eq!(to.0, supergroup.id());
    let press = budi.press_data(
        MessageRef {
            chat: budi.id(),
            message: 1,
        },
        "x",
    );
    let id = teloxide::types::CallbackQueryId(press.id().to_owned());
    bot.answer_callback_query(id.clone())
        .text("ya")
        .show_alert(true)
        .await
        .unwrap();
    bot.answer_callback_query(id).await.unwrap_err();
    assert!(press.answer().unwrap().show_alert);
    assert_eq!(sim.violations(), []);
}
