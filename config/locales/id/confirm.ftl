# Pop-ups after "Diterima".
confirm-recorded-first = Terima kasih. Siaran tercatat diterima oleh { $institution }, { $at }.
confirm-recorded-also = Terima kasih. Konfirmasi Anda untuk { $institution } ikut dicatat, { $at }.
confirm-already = Konfirmasi Anda untuk { $institution } sudah tercatat sejak { $at }. Tidak perlu menekan lagi.
confirm-earlier = Siaran ini disetujui { $at }, sebelum saluran ini terdaftar, dan masih berlaku. Silakan dibaca dan ditindaklanjuti seperti biasa.
