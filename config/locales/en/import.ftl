# /impor: registry files from the chat.
import-how =
    Importing a list
    Send a CSV or Excel (XLSX) file with the caption /impor, or reply to the file with /impor.
    Institutions, header row: kode,nama,kategori,wilayah,induk
    Chats, header row: kode,chat_id,jenis,topik
    You see a preview first; nothing changes before “Apply” is pressed.
import-received = 📄 File received, it is being checked. Wait for its preview.
import-not-fetched = The file { $file } could not be fetched from Telegram. Send it once more with the caption /impor.
import-preview = Import preview: { $file }
import-nothing = There is nothing to apply: it says the same as the present list.
import-preview-next = Nothing has been applied yet. Check it, then press “Apply” before { $until }.
import-apply = ✅ Apply
import-discard = ✖️ Cancel
import-new = ＋ { $code }: { $what }
import-changed = ✎ { $code }: { $what }
import-field = { $column } “{ $old }” → “{ $new }”
import-empty = empty
import-back = active again
import-private = private { $id }
import-group = group { $id }
import-channel = channel { $id }
import-chat-back = registered again
import-chat-kind = of another kind
import-officer = its person becomes an officer
import-refused = Cannot be imported: { $file }
import-refused-next = { $count } mistakes. Correct the file, then send it again with the caption /impor. Nothing has changed yet.
import-problems-file = import mistakes
import-problems-caption = All mistakes ({ $count }), one a line.
import-applying = ⏳ Being applied. The result appears in this message; a large list takes a moment.
import-not-applied = The import has not been applied because of a fault. Nothing has changed. Send the file once more with the caption /impor.
import-applied = ✅ Import applied: { $file }
import-applied-next = Next: /tautan makes links for the institutions that have no chat yet.
import-applied-chats-next = Next: make sure that the bot has been added to the groups and channels of this list. Institutions without a chat: /tautan.
import-stale = The list changed after the preview of { $file } was made, so nothing has been applied. See the new result below.
import-discarded = The import of { $file } was cancelled. Nothing has changed.
