# Pop-ups after "Diterima".
confirm-recorded-first = Terima kasih. Siaran tercatat diterima oleh { $institution }, { $at }.
confirm-recorded-also = Terima kasih. Konfirmasi Anda untuk { $institution } ikut dicatat, { $at }.
confirm-already = Konfirmasi Anda untuk { $institution } sudah tercatat sejak { $at }. Tidak perlu menekan lagi.
confirm-earlier = Siaran ini disetujui { $at }, sebelum saluran ini terdaftar, dan masih berlaku. Silakan dibaca dan ditindaklanjuti seperti biasa.
confirm-attendance = Terima kasih. Tercatat: { $institution } { $answer }. Tekan tombol yang lain untuk mengubahnya.
confirm-attendance-same = { $institution } sudah tercatat { $answer } oleh { $by }, { $at }.
confirm-attendance-changed = Jawaban { $institution } diubah menjadi { $answer }; sebelumnya dijawab { $by }, { $at }.
confirm-attending = hadir
confirm-absent = tidak hadir
