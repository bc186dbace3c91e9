# Holding and ending one broadcast.
control-paused-by = ⏸ Dijeda oleh { $by }, { $at }.
control-paused-itself = ⏸ Dijeda otomatis, { $at }: terlalu banyak pengiriman gagal.
control-stopped-by = ⏹ Dihentikan oleh { $by }, { $at }.
control-pause = ⏸ Jeda
control-resume = ▶️ Lanjutkan
control-stop = ⏹ Hentikan
control-sure = Hentikan pengiriman Siaran No. { $number }?
control-sure-reach = Sudah terkirim ke { $sent } dari { $chats } saluran. Ke { $waiting } saluran lainnya siaran ini tidak akan dikirim.
control-sure-next = Penghentian tidak dapat dibatalkan. Untuk menahan sementara saja, gunakan “Jeda”.
control-sure-newcomers = Hentikan pengiriman Siaran No. { $number } ke saluran yang baru terdaftar?
control-sure-newcomers-reach = Ke { $count } saluran itu siaran ini tidak akan dikirim. Yang sudah menerimanya tidak terpengaruh.
control-newcomers-stopped =
    ⏹ Siaran No. { $number } tidak dikirim ke saluran yang baru terdaftar
    Dihentikan oleh { $by }, { $at }.
control-newcomers-left-out = Saluran yang tidak dikirimi: { $count }. Yang sudah menerima siaran ini tidak terpengaruh.
control-surely = ⏹ Ya, hentikan
control-keep = Tidak jadi
control-kept =
    Siaran No. { $number } tidak dihentikan
    Pengirimannya tetap seperti sebelum Anda menekan “Hentikan”.
control-stopped =
    ⏹ Siaran No. { $number } dihentikan
    Oleh { $by }, { $at }.
control-stopped-reach = Sudah terkirim ke { $sent } dari { $chats } saluran. Tidak dikirim ke { $stopped } saluran.
control-under-way = { $count } pengiriman sedang berjalan saat dihentikan dan masih dapat sampai.
control-stopped-withdraw = Yang sudah terkirim tetap ada di saluran penerimanya. Untuk menariknya tekan “Cabut”, untuk membetulkannya tekan “Ralat”.
control-stopped-next = Angka akhirnya, dan daftar yang sudah menerima: /status { $number }
control-resumed =
    ▶️ Siaran No. { $number } dilanjutkan
    Oleh { $by }, { $at }.
control-itself = ⏸ Siaran No. { $number } dijeda otomatis
control-itself-row = { $failures } pengiriman berturut-turut gagal secara tak terduga.
control-itself-share = { $failures } dari { $chats } pengiriman gagal secara tak terduga.
control-itself-unanswered = Telegram tidak menjawab, meski sudah dicoba berulang kali.
control-itself-words = Keterangan Telegram yang terakhir:
control-waiting = Belum dikirim { $count }
control-itself-next =
    Periksa dahulu penyebabnya. “Lanjutkan” mengirim ke saluran yang tersisa, “Hentikan” mengakhiri pengiriman ini.
    Yang gagal dapat dikirim ulang dari /status { $number }
control-popup-paused = Dijeda. Pesan yang sedang berjalan masih sampai; sisanya menunggu “Lanjutkan”.
control-popup-resumed = Pengiriman dilanjutkan.
control-popup-resent = Dikirim ulang ke { $count } saluran.
control-popup-lost = { $count } saluran belum dapat dijangkau dan tidak ikut; siaran ini menyusul sendiri bila saluran itu kembali.
control-cancelled-by = ✖️ Dibatalkan sebelum dikirim oleh { $by }, { $at }.
control-scheduled = 🕗 Dijadwalkan { $at }.
control-missed = ⚠️ Jadwal { $at } terlewat; belum dikirim.
control-held = 🌙 Jam tenang: ditahan sampai { $until }.
