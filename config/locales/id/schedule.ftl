# What waits for its schedule.
schedule-send-now = 📢 Kirim sekarang
schedule-cancel = ✖️ Batalkan jadwal
schedule-drop = ✖️ Batalkan siaran ini
schedule-sure-now = Kirim Siaran No. { $number } sekarang?
schedule-sure-now-reach = Ke { $chats } saluran, tidak menunggu jadwalnya ({ $at }).
schedule-surely-now = 📢 Ya, kirim sekarang
schedule-sure-cancel = Batalkan jadwal Siaran No. { $number }?
schedule-sure-cancel-next = Siaran ini tidak akan dikirim, dan nomornya tidak dipakai lagi. Pembatalan tidak dapat diurungkan.
schedule-surely-cancel = ✖️ Ya, batalkan
schedule-keep = Tidak jadi
schedule-kept =
    Siaran No. { $number } tetap seperti semula
    Jadwalnya { $at }.
schedule-kept-missed =
    Siaran No. { $number } tetap belum dikirim
    Jadwalnya, { $at }, sudah terlewat. Kirim atau batalkan dari /status { $number }
schedule-missed = ⚠️ Jadwal Siaran No. { $number } terlewat
schedule-missed-at = “{ $title }” seharusnya dikirim { $at }, tetapi saat itu pengiriman tidak berjalan: bot mati, dibekukan, atau dijeda.
schedule-missed-next = Siaran ini belum dikirim ke siapa pun dan tidak akan berangkat sendiri. Masih diperlukan? Tekan “Kirim sekarang”. Jika tidak, tekan “Batalkan siaran ini”; itu tidak dapat diurungkan.
schedule-sent =
    📢 Siaran No. { $number } dikirim sekarang
    Oleh { $by }, { $at }.
schedule-cancelled =
    ✖️ Siaran No. { $number } dibatalkan sebelum dikirim
    Oleh { $by }, { $at }. Tidak ada yang menerimanya.
