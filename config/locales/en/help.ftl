# What one can ask the bot, and what it keeps.
help-intro =
    Satu Pintu
    Official announcements for member institutions, with proof of receipt. Commands that you can use:
help-intro-group =
    Satu Pintu
    Official announcements for the institution of this group. Commands that work here:
help-line = /{ $name } – { $description }
help-announce = write a new announcement
help-status = see the latest announcements, or one of them: /status 1
help-missing = see which institutions have not confirmed: /belum 1
help-confirmed = see which institutions have confirmed: /sudah 1
help-institution = find an institution: /lembaga diskominfo ppu
help-invite = make an invitation link
help-import = Import institutions or chats from a file
help-links = make invitation links for many institutions at once
help-checkup = check chats, officers and links: what needs mending
help-freeze = hold all sending at once
help-thaw = let frozen sending go on
help-roles = see who holds which role: /peran penyetuju
help-end-role = end somebody's role: /cabutperan @account
help-deactivate = take an institution out of service: /nonaktif CODE
help-activate = bring an institution back: /aktifkan CODE
help-id = see your ID
help-start = open the conversation with the bot
help-hand-over = hand the officer's role over to a successor
help-help = see the list of commands
help-erase = erase your name and account from the record
help-privacy = see what data is kept
help-options =
    The first line after /siaran may carry options, the content begins on the next line:
    /siaran sifat=penting jenis=klarifikasi edaran=internal
help-stranger = You are not registered yet. To join, ask the coordinator of your institution for an invitation link.
help-privacy-text =
    What is kept
    • name, username and Telegram ID of people who hold a role or press a button of the bot;
    • announcements, the decisions on them, and confirmations: who, for which institution, in which chat, and when.
    This serves to deliver official announcements and to prove that they arrived, and nothing else.
    In the private conversation, /privasi shows your data and /hapusdata erases them.
help-your-id = Your ID:
help-chat-id = ID of this chat:
