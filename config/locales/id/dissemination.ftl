# Evidence that an announcement was passed on.
dissemination-asked-here = Terima kasih, penerimaan sudah tercatat. Silakan kirim bukti penyebarannya di sini.
dissemination-ask = 📣 Bukti penyebaran Siaran No. { $number }
dissemination-ask-next =
    Pesan Anda berikutnya di sini dicatat sebagai bukti untuk { $institution }.
    Silakan kirim tautan, tangkapan layar, atau satu kalimat, paling lambat { $until }.
dissemination-ask-before = Sudah tercatat: { $what }, oleh { $by }, { $at }. Bukti baru menggantikannya; yang lama tetap tersimpan.
dissemination-cancel = ✖️ Batal
dissemination-taken =
    📣 Tercatat: Siaran No. { $number } disebarluaskan
    Lembaga: { $institution }
    Bukti: { $what }
dissemination-taken-album = Dari satu album dicatat satu gambar.
dissemination-taken-late = Bukti ini masuk setelah batas waktunya.
dissemination-taken-replaced = Bukti sebelumnya diganti dan tetap tersimpan.
dissemination-taken-earlier = Tautan ini lebih dulu diberikan { $institution } untuk Siaran No. { $number }.
dissemination-taken-skipped = Tidak dicatat untuk { $institution }: tautan ini sudah menjadi bukti lembaga itu untuk Siaran No. { $number }.
dissemination-taken-next = Terima kasih. Untuk mengganti bukti, tekan lagi “Disebarluaskan” di bawah siarannya.
dissemination-too-late = Waktu untuk mengirim bukti Siaran No. { $number } sudah lewat, jadi pesan ini tidak dicatat. Tekan lagi “Disebarluaskan” di bawah siarannya, lalu kirim buktinya.
dissemination-cancelled = Dibatalkan. Bukti dapat dikirim nanti: tekan lagi “Disebarluaskan” di bawah siarannya.
dissemination-closed = Permintaan bukti Siaran No. { $number } ditutup. Untuk mengirimnya nanti, tekan lagi “Disebarluaskan” di bawah siarannya.
dissemination-known = Tautan ini sudah tercatat sebagai bukti { $institution } untuk Siaran No. { $number }. Tidak ada lagi yang perlu dikirim, terima kasih.
dissemination-not-archived = Tangkapan layar Anda tercatat, tetapi tidak dapat diarsipkan. Tekan lagi “Disebarluaskan”, lalu kirim ulang gambarnya.
dissemination-caption =
    Bukti penyebaran Siaran No. { $number }
    { $institution }, oleh { $by }, { $at }
dissemination-link = tautan { $site }
dissemination-screenshot = tangkapan layar
dissemination-words = keterangan tertulis
