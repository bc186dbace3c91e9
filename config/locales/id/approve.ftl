# What approvers are asked, and what their panel says afterwards.
approve-request = Mohon persetujuan siaran
approve-request-next = Periksa pratinjau di atas. Yang Anda setujui dikirim persis seperti itu.
approve-approve = ✅ Setujui
approve-return = ↩️ Kembalikan
approve-reject = ⛔ Tolak
approve-sure = Kirim ke { $chats } saluran?
approve-sure-next = Pengiriman dimulai segera setelah Anda menekan “Ya, kirim”.
approve-surely = 📢 Ya, kirim
approve-reconsider = Tidak jadi
approve-ask-return-reason =
    Mengapa siaran ini dikembalikan?
    Tulis alasannya dalam satu pesan. Alasan itu disampaikan kepada penyusun, yang dapat memperbaiki dan mengajukannya lagi.
approve-ask-reject-reason =
    Mengapa siaran ini ditolak?
    Tulis alasannya dalam satu pesan. Alasan itu disampaikan kepada penyusun, dan siaran ini tidak akan dikirim.
approve-cancel-reason = ✖️ Batal
approve-reason-cancelled =
    Pertanyaan ini ditutup.
    Anda belum memutuskan apa pun. Gunakan tombol di bawah permintaan persetujuannya.
approve-approved =
    ✅ Disetujui: Siaran No. { $number }
    Oleh { $by }, { $at }
approve-returned =
    ↩️ Dikembalikan kepada penyusun
    Oleh { $by }, { $at }
approve-rejected =
    ⛔ Ditolak
    Oleh { $by }, { $at }
approve-expired =
    ⌛ Kedaluwarsa
    Tidak diputuskan tepat waktu; tidak ada yang dikirim. Ditutup { $at }
approve-withdrawn =
    ⛔ Ditarik
    Peran penyusunnya dicabut oleh { $by }, { $at }; tidak ada yang dikirim. Jika masih diperlukan, penyusun lain dapat mengajukannya lagi.
approve-nudge =
    ⏳ Siaran “{ $title }” masih menunggu keputusan Anda
    Diajukan { $author }, { $at }. Tekan Setujui, Kembalikan, atau Tolak pada permintaan di atas, atau tampilkan lagi.
approve-show-again = 🔎 Tampilkan lagi
approve-request-given = Anda sudah menyetujuinya; siaran ini masih menunggu penyetuju lain. Sebelum itu Anda masih dapat mengembalikan atau menolaknya.
approve-needed = Persetujuan: { $given } dari { $needed }
approve-given = • { $by }, { $at }
approve-seconded =
    ✅ { $given } dari { $needed } persetujuan: “{ $title }”
    Disetujui oleh { $by }. Masih menunggu penyetuju lain.
approve-sure-next-later = Setelah “Ya, kirim”, siaran ini menunggu waktunya dan terkirim sendiri.
approve-sure-next-others = Setelah “Ya, kirim”, siaran ini masih menunggu penyetuju lain.
