# The bot where nobody registered it, as owners hear of it.
uninvited-one = Bot dimasukkan ke grup atau kanal tanpa tautan
uninvited-many = Bot dimasukkan ke { $count } grup atau kanal tanpa tautan
uninvited-line = • “{ $title }” (ID { $id })
uninvited-registered = • ✅ “{ $title }”: terdaftar untuk { $institution }
uninvited-left = • 🚪 “{ $title }”: ditinggalkan
uninvited-gone = • “{ $title }”: bot sudah tidak di sana
uninvited-more = … dan { $more } lagi
uninvited-next = Jika ini milik lembaga anggota, tekan Daftarkan. Yang tidak didaftarkan ditinggalkan sendiri { $hours } jam setelah bot dimasukkan.
uninvited-register = 📝 Daftarkan
uninvited-register-named = 📝 Daftarkan “{ $title }”
uninvited-leave = 🚪 Keluar
uninvited-ask =
    “{ $title }” milik lembaga apa?
    Kirim kode lembaganya, misalnya KPU-64.74.
uninvited-cancel = ✖️ Batal
uninvited-cancelled = Pendaftaran dibatalkan.
uninvited-done = ✅ “{ $title }” kini saluran { $institution }.
