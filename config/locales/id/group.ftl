# Chats of institutions: welcome, strangers, lost and found.
group-welcome =
    “{ $title }” terdaftar sebagai saluran { $institution }.
    Siaran resmi akan dikirim ke sini. Setelah membacanya, tekan “Diterima”: satu tekanan mencatat penerimaan atas nama lembaga.
group-welcome-button = Petugas humas lembaga ini dapat mendaftar dengan tombol di bawah.
group-welcome-link = Petugas humas lembaga ini mendaftar dengan tautan dari koordinatornya.
group-welcome-ask = Jika ada pertanyaan, hubungi { $contact }.
group-become-officer = 📝 Daftar petugas
group-added-without-token =
    Grup ini belum terdaftar.
    Bot ini hanya mengirim siaran ke saluran lembaga anggota. Masukkan tautan grup: mintalah kepada koordinator Anda, lalu buka dan pilih grup ini. Tanpa pendaftaran, bot keluar sendiri.
group-unreachable = Saluran { $institution } tidak dapat dijangkau: “{ $title }”
group-unreachable-reason = Keterangan Telegram: { $reason }
group-unreachable-many = { $count } saluran tidak dapat dijangkau
group-unreachable-line = • { $institution }: “{ $title }” ({ $reason })
group-unreachable-more = … dan { $more } saluran lain
group-unreachable-next =
    Hubungi lembaga itu agar bot dimasukkan atau dibuka kembali, atau buat tautan grup baru dengan /undang grup.
    Siaran yang belum sampai menyusul sendiri bila saluran itu kembali.
group-back = Saluran { $institution } dapat dijangkau kembali: “{ $title }”
group-back-next = Siaran berikutnya akan dikirim ke sana lagi.
group-back-missed = { $missed } siaran yang belum sampai kini dikirim ke sana.
