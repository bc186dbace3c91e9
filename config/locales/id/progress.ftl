# The progress message of a running announcement.
progress-title = Siaran No. { $number }
progress-drill = LATIHAN
progress-bar = { $bar } { $sent }/{ $chats }
progress-finished = Selesai. Ketik /status { $number } untuk melihat siapa yang sudah menerima.
progress-slowed = Telegram sedang membatasi laju: kini { $pace } pesan per detik, akan naik lagi dengan sendirinya.
progress-coming = Sedang menyusul ke { $count } saluran yang baru terdaftar.
