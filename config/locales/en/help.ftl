# What one can ask the bot, and what it keeps.
help-intro =
    Satu Pintu
    Official announcements for member institutions, with proof of receipt. Commands that you can use:
help-intro-group =
    Satu Pintu
    Official announcements for the institution of this group. Commands that work here:
help-line = /{ $name } – { $description }
help-announce = write a new announcement: /siaran Its content
help-correct = correct an announcement: /ralat 1 The right text
help-withdraw = withdraw an announcement: /cabut 1 The reason
help-templates = make an announcement of a template
help-status = see the latest announcements, or one of them: /status 1
help-missing = see which institutions have not confirmed: /belum 1
help-confirmed = see which institutions have confirmed: /sudah 1
help-board = open the web board: live progress of announcements, for a wall screen, a computer, or a phone
help-export = the files of one announcement, Excel and CSV: /ekspor 1
help-recap = a month in review, Excel and PDF: /rekap 2026-11
help-failed = see which chats did not get it: /gagal 1
help-remind = remind those who have not confirmed: /ingatkan 1
help-institution = find an institution: /lembaga diskominfo ppu
help-invite = make an invitation link: /undang petugas KODE
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
help-section-announcements = Announcements
help-section-registry = Registry
help-section-roles = Roles
help-section-other = Other
help-one = How to use one command: /bantuan status
help-announce-more =
    Write the content after the command, or type /siaran and then send the content. While the draft is open, every message of yours becomes part of it.
    The first line may carry options, the content begins on the next line:
    /siaran sifat=penting sasaran=kategori:opd,vertikal;-KPU-64.71 jadwal="besok 08.00"
    • sifat (priority): biasa (normal), penting (important), darurat (emergency)
    • jenis (kind): informasi (information), klarifikasi (clarification), undangan (invitation)
    • edaran (circulation): publik (public), internal
    • sasaran (audience): semua (all) · kategori:opd,media · wilayah:"Kota Bontang" (region) · KPU-64 (with all below) · hanya:KPU-64 (alone). A ; narrows, a , widens, a leading - excludes.
    • konfirmasi (confirmation): diterima (received), hadir (attending; for invitations), tidak (none)
    • jadwal (schedule): "2026-11-22 08:00", "22/11/2026 08.00", "besok 08.00" (tomorrow), "hari kerja berikutnya 08.00" (next working day)
    • tenggat (deadline): 30menit (minutes), 4jam or 4j (hours), 2hari (days), or a time as for jadwal
    • kirim=sekarang: sent in quiet hours too
    • pratinjau=tidak: links without a preview of their pages
    • latihan: a drill, marked as one, with a number of its own
    Check the preview, then press “Submit”. It is sent once a second person has approved it.
help-correct-more =
    /ralat 1 The right text – it replaces all that Announcement No. 1 says
    /ralat 1, then send the text – for a long one
    /cabut 1 The reason – all copies of Announcement No. 1 are marked WITHDRAWN
    Both can be written without a number in reply to the announcement, or begun by the buttons below the card of /status 1. A second person has to approve it, as a new announcement. Then the copies that have arrived are replaced at once, in quiet hours too; only /bekukan holds that back.
help-templates-more =
    /templat – the templates; press one, then “Use”. Its fields are asked for one by one, then the draft is open.
    For owners, to make one:
    /templat buat Undangan rapat
    jenis=undangan tenggat=4jam
    You are invited to { "{{" }event{ "}}" } at { "{{" }place{ "}}" }.
    The first line is its name. The next may carry options as for /siaran. What stands between { "{{" } and { "}}" } is a field.
help-status-more =
    /status – the latest announcements, a line each
    /status 1 – the card of announcement number 1 of the newest year
    /status 1/2026 – the card of announcement number 1 of 2026
    /status latihan – the latest drills; /status latihan 1 – card and result of drill number 1
help-lists-more =
    /belum 1 – institutions that have not confirmed, by region
    /sudah 1 – institutions that have confirmed, with time and name
    /gagal 1 – chats that did not get it, why, and what can be done
    /belum 1 opd balikpapan – filtered by category, region or words
    /belum 1 kategori:opd wilayah:"Kota Bontang" – the same, written out
    For a certain year: /belum 1/2026
    In private, tap an institution's number to see how it stands there and to remind it.
help-board-more =
    /papan – a link into the web board, for one use, showing your scope
    /papan keluar – ends all your sessions on the board
help-export-more = An Excel workbook with a summary and charts, each institution, and every line of the record with its number and seal, so that an auditor can compare; and the institutions once more as CSV. All of it within your scope. The same as “Export” on the card of /status.
help-recap-more = A month of announcements with their reach and times to confirm, institutions ranked with the trend against the month before, and drills apart; within your scope. Without a month: the last one. Of the present month: so far.
help-remind-more = All your institutions that have not confirmed are reminded in their chats. Those reminded a moment ago are left out; besides, the bot reminds by itself when it is time.
help-freeze-more = All sending of announcements stops at once, until an owner types /cairkan. Answers of the bot are still sent.
help-thaw-more = All sending that /bekukan holds goes on.
help-institution-more =
    /lembaga – all your institutions, with how many have chats and officers
    /lembaga KPU-64.71 – the institution with that code
    /lembaga diskominfo ppu – search by words, abbreviations or beginnings of words, in any order
    The page of an institution has its chats, its officers, and buttons to invite.
help-invite-more =
    /undang petugas KPU-64.71 – officers of an institution
    /undang grup KPU-64.71 – a group, topic or channel of an institution
    Owners only:
    /undang penyusun KPU-64 – an author for that institution and all below it
    /undang penyetuju – an approver for all institutions
    /undang koordinator wilayah:"Kota Bontang" – a coordinator of a region
    Send the link to the person it is meant for and nobody else. Authors, approvers and coordinators take effect once an owner has confirmed them.
help-links-more =
    /tautan – both links of every institution in your scope that has no chat yet, as CSV
    /tautan wilayah:"Kota Bontang" kategori:opd – only some
    /tautan semua – also institutions that have a chat
    /tautan KPU-64.74 qr – also as QR codes
    /tautan cabut KPU-64.74 – revokes the links that are still open
    For owners:
    /tautan peran – links for authors, approvers and coordinators that are still open
    /tautan cabut peran – revokes all of those
help-checkup-more = A list of what needs mending in the registry, with one action each: chats out of reach, institutions without a chat or an officer, and links that nobody has used.
help-help-more =
    /bantuan – all commands that you can use here
    /bantuan siaran – how to use one command
help-stranger = You are not registered yet. To join, ask the coordinator of your institution for an invitation link.
help-privacy-text =
    What is kept
    • name, username and Telegram ID of people who hold a role or press a button of the bot;
    • announcements, the decisions on them, and confirmations: who, for which institution, in which chat, and when.
    This serves to deliver official announcements and to prove that they arrived, and nothing else.
    In the private conversation, /privasi shows your data and /hapusdata erases them.
help-your-id = Your ID:
help-chat-id = ID of this chat:
