# The panel below the preview of a draft, and its menus.
panel-title = Rancangan siaran
panel-parts = Panjang: { $parts } pesan
panel-archiving = Lampiran sedang diarsipkan ({ $left } lagi). Ajukan dapat ditekan setelah selesai.
panel-not-archived = { $failed } lampiran tidak dapat diarsipkan. Kirim ulang atau hapus dulu.
panel-next = Pratinjau di atas adalah yang akan diterima anggota. Pesan yang Anda kirim berikutnya ditambahkan ke rancangan ini. Jika sudah benar, tekan Ajukan.
panel-submit = 📨 Ajukan
panel-drop-last = ↩️ Hapus terakhir
panel-discard = ✖️ Batal
panel-audience = 👥 Sasaran: { $value }
panel-priority = Sifat: { $value }
panel-kind = Jenis: { $value }
panel-circulation = Edaran: { $value }
panel-confirmation = Konfirmasi: { $value }
panel-schedule = 🕗 Jadwal: { $value }
panel-deadline = ⏳ Tenggat: { $value }
panel-trial = 👁 Uji kirim
panel-at-once = langsung
panel-as-usual = sesuai sifatnya
panel-back = ‹ Kembali
panel-previous = ‹ Sebelumnya
panel-following = Berikutnya ›
panel-counted = { $name } ({ $count })
panel-choose-audience =
    Sasaran siaran
    Kategori dan wilayah yang dipilih bersama saling mempersempit.
panel-choose-categories =
    Kategori sasaran
    Tekan untuk memilih atau membatalkan; boleh lebih dari satu.
panel-choose-regions =
    Wilayah sasaran
    Tekan untuk memilih atau membatalkan; boleh lebih dari satu.
panel-everyone = Semua lembaga
panel-categories = Kategori ›
panel-regions = Wilayah ›
panel-within = ✏️ Lembaga dan bawahannya
panel-only = ✏️ Lembaga tertentu saja
panel-without = ✏️ Kecualikan lembaga
panel-no-exceptions = Hapus pengecualian
panel-choose-priority = Sifat siaran
panel-choose-kind = Jenis siaran
panel-choose-circulation = Edaran siaran
panel-choose-confirmation = Konfirmasi yang diminta dari penerima
panel-choose-schedule = Kapan siaran dikirim?
panel-when-approved = Segera setelah disetujui
panel-choose-deadline = Sampai kapan penerima harus mengonfirmasi?
panel-write = ✏️ Tulis sendiri
panel-write-within =
    Tulis kode atau nama lembaganya, misalnya KPU-64
    Lembaga itu dan semua bawahannya menjadi sasaran. Beberapa kode dipisahkan dengan koma.
panel-write-only =
    Tulis kode atau nama lembaganya, misalnya KPU-64.74
    Hanya lembaga itu yang menjadi sasaran, tanpa bawahannya. Beberapa kode dipisahkan dengan koma.
panel-write-without =
    Tulis kode atau nama lembaga yang dikecualikan, misalnya KPU-64.71
    Lembaga itu dan semua bawahannya tidak menerima siaran ini. Beberapa kode dipisahkan dengan koma.
panel-write-schedule =
    Tulis tanggal dan jam pengiriman.
    Misalnya 22/11/2026 08.00, besok 08.00, atau hari kerja berikutnya 08.00
panel-write-deadline =
    Tulis lama atau batas waktunya.
    Misalnya 30 menit, 4 jam, 2 hari, atau 22/11/2026 12.00
panel-changed = Pilihan diubah. Periksa pratinjau yang baru di bawah.
panel-trial-received = Ini hanya uji kirim; tidak ada yang dicatat.
panel-send-now = 📢 Kirim sekarang, juga pada jam tenang
