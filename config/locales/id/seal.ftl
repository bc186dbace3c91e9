# The day's last hash of the record, told to owners.
seal-told =
    🔏 Segel No. { $number } atas catatan
    Disegel { $at }. Simpan pesan ini: dengan hash di bawah, Anda dapat membuktikan bahwa catatan sampai saat itu tidak diubah siapa pun, termasuk oleh pengelola basis data.
seal-verify = Untuk memeriksa, mintalah operator menjalankan:
