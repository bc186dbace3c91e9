# Corrections and withdrawals: as members read them, and on their way to approval.
correction-corrected = RALAT { $at } — menggantikan naskah sebelumnya
correction-corrected-preview = RALAT … (waktu diberikan saat disetujui) — menggantikan naskah sebelumnya
correction-withdrawn = DICABUT { $at } — tidak berlaku lagi, mohon tidak disebarkan
correction-withdrawn-preview = DICABUT … (waktu diberikan saat disetujui) — tidak berlaku lagi, mohon tidak disebarkan
correction-withdrawn-why = Alasan:
correction-notice-corrected =
    🔁 RALAT Siaran No. { $number }
    Isi siaran ini diganti pada { $at }. Yang berlaku adalah pesan di atas; naskah sebelumnya tidak berlaku lagi.
correction-notice-corrected-anew =
    🔁 RALAT Siaran No. { $number }
    Isi siaran ini diganti pada { $at }, dan pesan lamanya tidak dapat diubah; mohon abaikan yang lama. Yang berlaku adalah naskah baru tepat di atas pesan ini.
correction-notice-confirm = Mohon baca kembali, lalu jawab lagi dengan tombol di bawah.
correction-notice-withdrawn =
    ⛔ Siaran No. { $number } DICABUT
    Siaran ini tidak berlaku lagi sejak { $at }. Mohon tidak menyebarkannya; alasannya ada pada pesan di atas.
correction-notice-withdrawn-anew =
    ⛔ Siaran No. { $number } DICABUT
    Siaran ini tidak berlaku lagi sejak { $at }. Pesan lamanya tidak dapat diubah; mohon abaikan isinya dan jangan menyebarkannya. Alasannya ada tepat di atas pesan ini.
correction-blank-words = (Bagian ini tidak berlaku lagi. Yang berlaku: pesan terbaru Siaran No. { $number }.)
correction-blank-photo = (Foto ini tidak berlaku lagi; mohon tidak disebarkan. Yang berlaku: pesan terbaru Siaran No. { $number }.)
correction-blank-video = (Video ini tidak berlaku lagi; mohon tidak disebarkan. Yang berlaku: pesan terbaru Siaran No. { $number }.)
correction-blank-document = (Dokumen ini tidak berlaku lagi; mohon tidak disebarkan. Yang berlaku: pesan terbaru Siaran No. { $number }.)
correction-blank-album = (Semua foto dan video dalam album ini tidak berlaku lagi; mohon tidak disebarkan. Yang berlaku: pesan terbaru Siaran No. { $number }.)
correction-ask-content =
    ✏️ Ralat Siaran No. { $number }
    Silakan kirim naskah lengkap yang benar; naskah itu menggantikan seluruh isi siaran. Pratinjau muncul setelah setiap pesan.
correction-ask-reason =
    ⛔ Cabut Siaran No. { $number }
    Mengapa siaran ini dicabut? Mohon tulis alasannya dalam satu pesan. Semua penerima membacanya sebagai pengganti isi siaran.
correction-changes = Perubahan terhadap naskah { $revision } Siaran No. { $number }
correction-changes-media = Foto, video, atau berkasnya juga diganti.
correction-changes-none = Tulisannya sama dengan naskah { $revision } Siaran No. { $number }; mungkin hanya tebal, miring, atau tautannya yang berbeda.
correction-withdraws =
    Yang akan dicabut: Siaran No. { $number }
    { $title }
correction-draft-corrected = Rancangan ralat Siaran No. { $number }
correction-draft-withdrawn = Rancangan pencabutan Siaran No. { $number }
correction-request-corrected = Mohon persetujuan ralat Siaran No. { $number }
correction-request-withdrawn = Mohon persetujuan pencabutan Siaran No. { $number }
correction-reach-corrected = Menggantikan naskah { $revision } di { $copies } saluran yang sudah menerimanya; { $waiting } saluran yang belum menerimanya langsung mendapat naskah baru.
correction-reach-withdrawn = Salinan di { $copies } saluran ditandai DICABUT; { $waiting } saluran yang belum menerimanya tidak akan dikirimi.
correction-pictures-change = Foto, video, atau dokumen yang sudah terkirim diganti di tempatnya. Yang tidak dapat diganti diberi keterangan “tidak berlaku lagi”, lalu yang baru dikirim di bawahnya.
correction-pictures-go = Foto, video, atau dokumen yang sudah terkirim tidak dapat dihapus: keterangannya menjadi “tidak berlaku lagi”, lalu pesan yang baru dikirim di bawahnya.
correction-at-once = Dikirim segera setelah disetujui, juga pada jam tenang dan saat siarannya dijeda.
correction-surely-corrected = 📢 Ya, kirim ralat
correction-surely-withdrawn = ⛔ Ya, kirim pencabutan
correction-sure-corrected = Kirim ralat Siaran No. { $number }?
correction-sure-withdrawn = Cabut Siaran No. { $number }? Pencabutan tidak dapat dibatalkan.
correction-sure-next-corrected = Ralat dikirim segera setelah Anda menekan “Ya, kirim ralat”.
correction-sure-next-withdrawn = Siaran dicabut segera setelah Anda menekan “Ya, kirim pencabutan”.
correction-sure-next-others-corrected = Setelah “Ya, kirim ralat”, ralat ini masih menunggu penyetuju lain.
correction-sure-next-others-withdrawn = Setelah “Ya, kirim pencabutan”, pencabutan ini masih menunggu penyetuju lain.
correction-superseded =
    Rancangan Anda untuk Siaran No. { $number } perlu diperiksa lagi
    { $by } baru saja menyetujui ralat lain, sehingga yang berlaku kini naskah { $revision }. Mohon bandingkan dengan rancangan Anda di bawah ini, lalu tekan “Ajukan” atau “Batal”.
correction-moot =
    Rancangan Anda untuk Siaran No. { $number } ditutup
    Siaran itu sudah dicabut dengan persetujuan { $by }, jadi tidak dapat diralat lagi. Jika perlu, susun siaran baru dengan /siaran
correction-told-corrected =
    🔁 Siaran No. { $number } Anda diralat
    Penyusun ralat: { $author }. Disetujui { $by }. Lihat /status { $number }
correction-told-withdrawn =
    ⛔ Siaran No. { $number } Anda dicabut
    Penyusun: { $author }. Disetujui { $by }. Lihat /status { $number }
correction-correct = ✏️ Ralat
correction-withdraw = ⛔ Cabut
correction-settled-corrected =
    ✅ Ralat Siaran No. { $number } disetujui
    Oleh { $by }, { $at }
correction-settled-withdrawn =
    ✅ Pencabutan Siaran No. { $number } disetujui
    Oleh { $by }, { $at }
correction-settled-superseded =
    ↩️ Kembali kepada penyusun
    Ralat atau pencabutan lain atas siaran yang sama disetujui { $by }, { $at }.
correction-status-corrected = RALAT: naskah { $revision }, disetujui { $at }
correction-status-withdrawn = DICABUT: disetujui { $at }
correction-line-corrected = RALAT · { $title }
correction-line-withdrawn = DICABUT · { $title }
correction-progress-corrected = RALAT: naskah { $revision }
correction-progress-withdrawn = DICABUT
correction-under-way = Sedang diganti { $count }
correction-outdated = Belum dapat diganti { $count }
correction-outdated-names = Belum dapat diganti { $count }: { $names }
correction-uneditable-names = Pesan lama tidak dapat diubah, dikirim sebagai pesan baru { $count }: { $names }
correction-past = Naskah { $revision }: { $confirmed }
correction-history = Riwayat naskah
correction-history-first = • Naskah { $revision }: { $author }, disetujui { $approver }, { $at }
correction-history-corrected = • Naskah { $revision } (ralat): { $author }, disetujui { $approver }, { $at }
correction-history-withdrawn = • Dicabut: { $author }, disetujui { $approver }, { $at }
