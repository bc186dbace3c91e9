# The bot where nobody registered it, as owners hear of it.
uninvited-one = Bot berada di grup atau kanal yang tidak terdaftar
uninvited-many = Bot berada di { $count } grup atau kanal yang tidak terdaftar
uninvited-line = • “{ $title }” (ID { $id })
uninvited-released = • “{ $title }” (ID { $id }), dilepas dari { $institution }
uninvited-registered = • ✅ “{ $title }”: terdaftar untuk { $institution }
uninvited-left = • 🚪 “{ $title }”: ditinggalkan
uninvited-gone = • “{ $title }”: bot sudah tidak di sana
uninvited-more = … dan { $more } lagi
uninvited-next = Jika ini milik lembaga anggota, tekan Daftarkan. Yang tidak didaftarkan ditinggalkan sendiri { $hours } jam setelah bot dimasukkan atau saluran itu dilepas.
uninvited-register = 📝 Daftarkan
uninvited-register-named = 📝 Daftarkan “{ $title }”
uninvited-leave = 🚪 Keluar
uninvited-ask =
    “{ $title }” milik lembaga apa?
    Kirim kode lembaganya, misalnya KPU-64.74.
uninvited-cancel = ✖️ Batal
uninvited-cancelled = Pendaftaran dibatalkan.
uninvited-done = ✅ “{ $title }” kini saluran { $institution }.
