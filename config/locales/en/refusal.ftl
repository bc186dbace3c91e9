# Every "no", with what to do next. Those that answer a button stay under 200 characters.
refusal-unknown-command = The command /{ $typed } is not known. Type /bantuan to see the commands that you can use.
refusal-unknown-button = This button is no longer valid. Type the command again to get a new one.
refusal-role-needed = Only the role { $role } may do this. If you should have it, contact the owner of the bot.
refusal-outside-scope = This lies outside what your role covers. Ask a coordinator or owner whose role reaches further.
refusal-private-only = This command works in the private chat only. Open the private chat with this bot and type it again there.
refusal-anonymous = The sender cannot be seen (anonymous admin or channel), so their role cannot be checked. Please repeat it with your own account.
refusal-board-usage = Type /papan to open the web board, or /papan keluar to end all your sessions there.
refusal-no-board = No web board has been set up here. Please ask an owner of the bot.
refusal-no-board-owner = No web board has been set up. Set http.public_url to this bot’s https:// address (and board.enabled = true), then restart the bot; docs/board.md says how.
refusal-board-link-over = This link was used already, or its time is over. Send /papan to the bot for a new one.
refusal-token-unknown = This link is not known. Make sure it is complete, or ask the person who invited you for a new one.
refusal-token-used = This link has been used. Ask the person who invited you for a new one.
refusal-token-expired = This link has expired. Ask the person who invited you for a new one.
refusal-token-revoked = This link has been revoked. Ask the person who invited you for a new one.
refusal-link-over = This link is not open any more: it has been used or revoked, or has run out. Those still open: /tautan peran
refusal-token-for-group = This link is for a group, not for a person. Open it again and choose your institution's group.
refusal-token-for-person = This link is for a person, not for a group. Open it in the private chat with this bot. If others have seen it, ask for a new one.
refusal-hand-over-usage = Name the code of the institution that you serve as an officer, for example /serahkan KPU-64.74. Your roles: /start
refusal-uninvited-settled = This group or channel has been dealt with already. There is nothing left for you to do.
refusal-chat-ended = This chat has been released already. There is nothing left for you to do.
refusal-already-held = You have this role already. Type /bantuan to see the commands that you can use.
refusal-already-pending = You have asked for this role already; an owner has yet to confirm it. You will be told as soon as it is confirmed.
refusal-selection-key = The filter “{ $typed }” is not known. Use kategori:opd, wilayah:"Kota Bontang", or the code of an institution.
refusal-category-unknown = The category “{ $typed }” is not known. Choose one of: { $known }.
refusal-no-links-needed = All institutions that you mean have a chat. Add the word “semua” to make links all the same.
refusal-revoke-usage = Say whose links are to be revoked, for example /tautan cabut KPU-64.74, /tautan cabut semua, or /tautan cabut peran.
refusal-too-many-codes = { $count } institutions are too many for one file of QR codes (at most { $most }). Narrow it down, for example with wilayah:"Kota Bontang".
refusal-invite-usage =
    Say whom the invitation is for, for example:
    /undang penyusun KPU-64
    /undang penyetuju KPU-64
    /undang koordinator wilayah:"Kota Bontang"
    /undang petugas KPU-64.74
    /undang grup KPU-64.74
refusal-institution-unknown = There is no institution with the code “{ $typed }” within your scope. Check the code and try again.
refusal-institution-inactive = Institution { $institution } is out of service. If that is a mistake, ask the bot's owner to bring it back.
refusal-institution-active = Institution { $institution } is in service. There is nothing to bring back.
refusal-activity-usage = Name the institution's code, such as /{ $command } KPU-64.74
refusal-person-unknown = Nobody within your scope has the name or account “{ $typed }”. Type /peran to see the list.
refusal-nothing-kept-of = Nothing is kept of anybody with the name, account or ID “{ $typed }”. Check the spelling, or use the ID: the person sees it with /id, for example /hapusdata 123456789
refusal-end-role-usage = Name the person by ID, @account or name, such as /cabutperan @budisantoso
refusal-role-over = This role has ended. Type /peran to see the present list.
refusal-nothing-kept = There is nothing about this account on record. There is nothing to erase.
refusal-roles-first = A role of author, approver or coordinator is still in effect. Ask an owner to end it first with /cabutperan, then try again.
refusal-owners-by-setting = Owners are named in the setting SATUPINTU_OWNERS. Ask whoever runs the server to change it there.
refusal-region-unknown = There is no institution in the region “{ $typed }”. Write the name as the registry does, for example wilayah:"Kota Bontang".
refusal-grant-settled = This request has been decided already. There is nothing left for you to do.
refusal-chat-taken = This chat is registered for { $institution } already. To move it, use the new institution's group link in that chat.
refusal-own-request = This role is for yourself. Ask another owner to confirm it.
refusal-role-ended-before = This role was taken back from you. If you are appointed again, ask your institution's coordinator or the bot's owner for a new link.
refusal-own-invitation = You invited this person yourself. Ask another owner to confirm them.
refusal-file-too-large = The file is larger than { $most } MB. Split it into several files, then send them.
refusal-preview-over = This preview is no longer valid. Send the file once more with the caption /impor.
refusal-unknown-option = The option “{ $typed }” is not known. The first line may carry only { $keys }, for example sifat=penting. Begin the content on the next line.
refusal-bad-option-value = The value “{ $typed }” is not known for { $key }. Choose one of: { $values }.
refusal-option-twice = The option { $key } stands there twice. Keep one.
refusal-quotes-missing = “{ $typed }” does not belong to { $key }. If the value has spaces, put it in quotes, for example { $example }
refusal-example-audience = sasaran=wilayah:"Kota Bontang"
refusal-example-schedule = jadwal="besok 08.00"
refusal-example-deadline = tenggat=4jam
refusal-audience-usage = The audience is missing. Examples: sasaran=semua, sasaran=kategori:opd, sasaran=wilayah:"Kota Bontang", sasaran=KPU-64, sasaran=hanya:KPU-64.74
refusal-audience-code = No institution in your scope has the code “{ $typed }”. Look for its code with /lembaga.
refusal-audience-code-near = No institution in your scope has the code “{ $typed }”. Perhaps you mean: { $near }
refusal-audience-region = There is no region “{ $typed }” in your scope. Write its name as in the registry, for example wilayah:"Kota Bontang".
refusal-audience-region-near = There is no region “{ $typed }” in your scope. Perhaps you mean: { $near }
refusal-schedule-unreadable = The time “{ $typed }” cannot be read. Write date and time, for example "2026-11-22 08:00", "22/11/2026 08.00" or "besok 08.00" (tomorrow).
refusal-schedule-past = { $at } has passed. Choose a time to come.
refusal-schedule-too-far = { $at } is more than a year ahead. Choose a nearer time.
refusal-schedule-missed = This announcement was to leave at { $at }, and that has passed. Press “Return”, so that its author sets a new time.
refusal-deadline-unreadable = The deadline “{ $typed }” cannot be read. Write a duration, for example 30menit, 4jam, 2hari, or a time, for example "22/11/2026 12.00".
refusal-ambiguous-unit = “{ $typed }” may mean two things. Write menit (minutes), jam or j (hours), or hari (days), for example 4jam.
refusal-deadline-range = The deadline “{ $typed }” is out of bounds. Choose between 5menit and 30hari.
refusal-deadline-past = The deadline { $at } passes before this announcement is sent. Set a later one.
refusal-deadline-missed = The deadline { $at } passes before this can leave. Press “Return”, so that its author sets another.
refusal-deadline-without-confirmation = Without a confirmation there is no deadline. Remove the deadline, or ask for a confirmation.
refusal-attendance-needs-invitation = “Attending” is for invitations only. Choose the kind invitation, or another confirmation.
refusal-template-usage =
    Write the name of the template, and its text from the next line, for example:
    /templat buat Undangan rapat
    You are invited to { "{{" }event{ "}}" }.
refusal-template-too-large = This template is too large: its name may have { $longest } letters, and it may have { $most } fields. Shorten it, then try again.
refusal-templates-full = There are { $most } templates already. Delete what is not used any more, then try again.
refusal-template-name-taken = There is a template called “{ $name }” already. Choose another name, or delete the old one first.
refusal-template-gone = This template was deleted. Type /templat to see the list.
refusal-field-too-long = This field takes text of at most { $most } letters. Write it again.
refusal-unsupported-content = An announcement cannot carry { $kind }. { $instead } What the draft has already is kept.
refusal-instead-video = Send it as an ordinary video, or as a photo.
refusal-instead-words = Write it as text, or send it as a video.
refusal-instead-form = Write the question as text, with a link to the form.
refusal-instead-address = Write the address as text, with a link to the map.
refusal-instead-number = Write name and number as text.
refusal-instead-own = Send its photo, video or text directly.
refusal-instead-list = Write the list as text.
refusal-instead-any = Send the content as text, photo, video, document or album.
refusal-document-too-large = This attachment has more than { $most } MB and cannot be archived. Make it smaller or split it, or send a link to it.
refusal-video-too-large = This video has more than { $most } MB and cannot be archived. Make it smaller or cut it, or send a link to it.
refusal-still-archiving = Attachments are being archived ({ $left } left). Try again in a moment.
refusal-not-archived =
    { $failed ->
        [one] One attachment cannot be archived. Send it again, or press Remove last or Discard.
       *[other] { $failed } attachments cannot be archived. Send them again, or press Remove last or Discard.
    }
refusal-template-text-only = Templates are text only. Send /templat buat without a photo, video or document; attachments are added when the template is used.
refusal-draft-open = Your previous draft is still open. Press Submit or Cancel below it, then repeat this.
refusal-no-draft = There is no open draft. Type /siaran to write a new one.
refusal-empty-draft = This draft is still empty. Send its content first, then press Submit.
refusal-too-long = This makes { $parts } messages, but { $most } is the most. Shorten it and send it again.
refusal-no-issuer = There is no institution in your role's scope yet. Ask the owner of the bot to import the registry.
refusal-several-issuers = Your role covers several institutions of the same level, so it is unclear which one speaks. Ask the owner of the bot for a role in one institution.
refusal-no-approver = There is no other approver who can be reached. Ask the owner of the bot to appoint one, then submit again.
refusal-no-approver-ask = There is no other approver who can be reached. Ask one of the bot's owners to appoint one, then submit again. Owners: { $owners }
refusal-nobody-reachable = None of the institutions addressed has a chat yet. Ask a coordinator to register their groups, then submit again.
refusal-draft-changed = The content has changed since this button was made. Check the latest preview and use the buttons below it.
refusal-still-draft = This announcement is still a draft with its author. Wait until it is submitted.
refusal-submitted = This announcement has been submitted and cannot be changed. Wait for the decision of an approver.
refusal-approved = This announcement has been approved. Type /status to see how it is being sent.
refusal-rejected = This announcement was rejected and will not be sent. If it is still needed, write a new one with /siaran.
refusal-discarded = This announcement was cancelled or withdrawn. If it is still needed, write a new one with /siaran.
refusal-expired = This announcement has expired because nobody decided in time. If it is still needed, write a new one with /siaran.
refusal-already-approved = This announcement was approved by { $by }, { $at }. There is nothing left for you to do.
refusal-own-announcement = You wrote this announcement yourself, so somebody else must decide. Wait for another approver.
refusal-reason-needed = There is no reason yet. Write it as a text message.
refusal-already-frozen = Sending is frozen already. An owner can let it go on with /cairkan.
refusal-not-frozen = Sending is not frozen. There is nothing to let go.
refusal-already-released = { $by } let sending go on already, { $at }. There is nothing left for you to do.
refusal-not-in-charge = The sending of this announcement is steered by its author, its approver and the bot's owners only.
refusal-not-yours-to-remind = Only its author, its approver, owners and coordinators of its recipients can send reminders. Ask one of them.
refusal-nothing-asked = This announcement asks for no confirmation, so there is nobody to remind.
refusal-unremindable-confirmed = This institution has confirmed, so there is nothing to remind it of.
refusal-unremindable-not-arrived = This announcement has not arrived there, so there is nothing to remind of yet. /gagal says why.
refusal-unremindable-no-chat = This institution has no group or private chat that can be reminded. Please contact its officers yourself.
refusal-unremindable-waiting = A reminder for this institution is waiting to be sent already.
refusal-unremindable-just-now = This institution was reminded a moment ago. Please try again after { $at }.
refusal-unremindable-enough = This institution was reminded { $times } times, which is the limit. Please contact its officers yourself.
refusal-already-paused = The sending of this announcement is paused already. Press “Continue” to go on.
refusal-not-paused = The sending of this announcement is not paused. There is nothing to continue.
refusal-broadcast-over = The sending of this announcement has ended. Type /status to see how.
refusal-broadcast-stopped = The sending of this announcement was stopped and cannot go on. If it is still needed, write a new one with /siaran.
refusal-nothing-failed = There is no failed delivery to send again. Type /status to see the result.
refusal-nothing-to-resend = Nothing can be sent again yet: { $lost } chats still cannot be reached. The announcement follows by itself when they are back.
refusal-ask-usage = Say the number of the announcement, for example /{ $command } 1 or /{ $command } 1/2026. List of announcements: /status
refusal-recap-usage = Write the month as year and month, such as /rekap 2026-11. Without one: last month.
refusal-recap-ahead = { $month } has not begun yet. Choose a month that has, for example last month with /rekap alone.
refusal-recap-empty = Nothing was announced within your scope in { $month }.
refusal-announcement-unknown = Announcement No. { $number } was not found within your scope. Type /status to see the list.
refusal-not-addressed = This announcement was not sent to this chat. Please answer in your own institution's chat.
refusal-officers-only = Only officers of { $institution } can confirm here. To become one, ask the coordinator for a link.
refusal-old-revision = This revision has been replaced. Please answer below the newest one.
refusal-withdrawn = This announcement was withdrawn and is no longer valid. Please do not pass it on.
refusal-called-off = This announcement was called off before anybody got it. If it is still needed, write a new one with /siaran.
refusal-correct-usage = Say the number of the announcement, such as /{ $command } 1, or reply to it with /{ $command }. All announcements: /status
refusal-chat-unknown = This chat ({ $id }) is not registered. Ask your coordinator for a group link.
refusal-open-private = 💬 Open the private chat
refusal-too-few-approvers = This announcement takes { $needed } approvers; { $reachable } can be reached. Ask an owner of the bot to appoint one, then submit again. Owners: { $owners }
refusal-approved-by-you = You have approved this announcement already. It still takes { $more } more; you will be told.
refusal-not-scheduled = This announcement does not wait for its schedule: it is being sent already. Type /status to see how it fares.
refusal-sending-frozen = Sending is frozen. Ask an owner of the bot to thaw it with /cairkan, then press again.
refusal-deadline-over = The deadline of this announcement, { $at }, cannot be kept any more. Cancel it, then write a new one with /siaran.
refusal-attendance-closed = The answer can no longer be changed since { $at }. If something has changed, please contact the host.
refusal-evidence-kind = This cannot be taken as evidence. Send a link, a screenshot as a photo, or one sentence.
refusal-evidence-too-long = That is too long. Write at most { $most } characters, and send it again.
refusal-bad-link = The link “{ $typed }” cannot be taken as evidence. Send the address of a page that anybody can open, such as https://www.kota.go.id/berita
refusal-several-links = There are several links. Send one only, the most important.
refusal-link-given-before = This link is on record as evidence of { $institution } for Announcement No. { $number } already. Send another one.
refusal-evidence-over = This request for evidence is not open any more. Press “Disseminated” below the announcement again.
