# Every "no", with what to do next. Those that answer a button stay under 200 characters.
refusal-unknown-command = Perintah /{ $typed } tidak dikenal. Ketik /bantuan untuk melihat perintah yang dapat Anda gunakan.
refusal-unknown-button = Tombol ini tidak berlaku lagi. Ketik ulang perintahnya untuk mendapatkan tombol yang baru.
refusal-role-needed = Ini hanya dapat dilakukan oleh { $role }. Jika Anda seharusnya memiliki peran itu, hubungi pemilik bot.
refusal-outside-scope = Ini di luar cakupan peran Anda. Mintalah bantuan koordinator atau pemilik yang cakupannya lebih luas.
refusal-private-only = Perintah ini hanya berlaku di percakapan pribadi. Buka percakapan pribadi dengan bot ini, lalu ketik ulang di sana.
refusal-anonymous = Pengirim tidak terlihat (admin anonim atau kanal), sehingga perannya tidak dapat diperiksa. Ulangi dengan akun pribadi Anda.
refusal-board-usage = Ketik /papan untuk membuka papan web, atau /papan keluar untuk mengakhiri semua sesi Anda di sana.
refusal-no-board = Papan web belum disiapkan di sini. Mintalah kepada pemilik bot.
refusal-no-board-owner = Papan web belum disiapkan. Isi http.public_url dengan alamat https:// bot ini (dan board.enabled = true), lalu mulai ulang bot; caranya di docs/board.md.
refusal-board-link-over = Tautan ini sudah dipakai atau sudah lewat waktunya. Kirim /papan lagi ke bot untuk tautan baru.
refusal-token-unknown = Tautan ini tidak dikenal. Pastikan tautannya lengkap, atau mintalah yang baru kepada orang yang mengundang Anda.
refusal-token-used = Tautan ini sudah terpakai. Mintalah yang baru kepada orang yang mengundang Anda.
refusal-token-expired = Masa berlaku tautan ini sudah habis. Mintalah yang baru kepada orang yang mengundang Anda.
refusal-token-revoked = Tautan ini sudah dicabut. Mintalah yang baru kepada orang yang mengundang Anda.
refusal-link-over = Tautan ini sudah tidak terbuka: sudah terpakai, dicabut, atau habis masanya. Yang masih terbuka: /tautan peran
refusal-token-for-group = Tautan ini untuk grup, bukan untuk perorangan. Buka lagi tautannya dan pilih grup lembaga Anda.
refusal-token-for-person = Tautan ini untuk perorangan, bukan untuk grup. Buka di percakapan pribadi dengan bot ini. Jika sudah terlihat orang lain, mintalah yang baru.
refusal-hand-over-usage = Sebutkan kode lembaga yang Anda layani sebagai petugas, misalnya /serahkan KPU-64.74. Peran Anda: /start
refusal-uninvited-settled = Grup atau kanal ini sudah diurus. Tidak ada lagi yang perlu Anda lakukan.
refusal-chat-ended = Saluran ini sudah dilepas. Tidak ada lagi yang perlu Anda lakukan.
refusal-already-held = Anda sudah memiliki peran ini. Ketik /bantuan untuk melihat perintah yang dapat Anda gunakan.
refusal-already-pending = Peran ini sudah Anda minta dan masih menunggu pengesahan pemilik. Anda akan diberi tahu begitu disahkan.
refusal-selection-key = Saringan “{ $typed }” tidak dikenal. Gunakan kategori:opd, wilayah:"Kota Bontang", atau kode lembaga.
refusal-category-unknown = Kategori “{ $typed }” tidak dikenal. Pilih salah satu: { $known }.
refusal-no-links-needed = Semua lembaga yang dimaksud sudah memiliki saluran. Tambahkan kata “semua” untuk tetap membuat tautan.
refusal-revoke-usage = Sebutkan tautan siapa yang dicabut, misalnya /tautan cabut KPU-64.74, /tautan cabut semua, atau /tautan cabut peran.
refusal-too-many-codes = { $count } lembaga terlalu banyak untuk satu berkas kode QR (paling banyak { $most }). Persempit, misalnya dengan wilayah:"Kota Bontang".
refusal-invite-usage =
    Tulis untuk siapa undangannya, misalnya:
    /undang penyusun KPU-64
    /undang penyetuju KPU-64
    /undang koordinator wilayah:"Kota Bontang"
    /undang petugas KPU-64.74
    /undang grup KPU-64.74
refusal-institution-unknown = Tidak ada lembaga dengan kode “{ $typed }” dalam cakupan Anda. Periksa kodenya, lalu coba lagi.
refusal-institution-inactive = Lembaga { $institution } sudah dinonaktifkan. Jika itu keliru, mintalah pemilik bot mengaktifkannya kembali.
refusal-institution-active = Lembaga { $institution } masih aktif. Tidak ada yang perlu diaktifkan.
refusal-activity-usage = Sebutkan kode lembaganya, misalnya /{ $command } KPU-64.74
refusal-person-unknown = Tidak ada orang dengan nama atau akun “{ $typed }” dalam cakupan Anda. Ketik /peran untuk melihat daftarnya.
refusal-nothing-kept-of = Tidak ada data tentang orang dengan nama, akun, atau ID “{ $typed }”. Periksa ejaannya, atau pakai ID-nya: orang itu melihatnya dengan /id, misalnya /hapusdata 123456789
refusal-end-role-usage = Sebutkan orangnya dengan ID, @akun, atau nama, misalnya /cabutperan @budisantoso
refusal-role-over = Peran ini sudah berakhir. Ketik /peran untuk melihat daftar terbaru.
refusal-nothing-kept = Tidak ada data tentang akun ini dalam catatan kami. Tidak ada yang perlu dihapus.
refusal-roles-first = Masih ada peran penyusun, penyetuju, atau koordinator yang berlaku. Mintalah pemilik mencabutnya dulu dengan /cabutperan, lalu ulangi.
refusal-owners-by-setting = Pemilik ditetapkan dalam setelan SATUPINTU_OWNERS. Mintalah pengelola server mengubahnya di sana.
refusal-region-unknown = Tidak ada lembaga di wilayah “{ $typed }”. Tulis namanya seperti di daftar lembaga, misalnya wilayah:"Kota Bontang".
refusal-grant-settled = Permohonan ini sudah diputuskan. Tidak ada lagi yang perlu Anda lakukan.
refusal-chat-taken = Saluran ini sudah terdaftar untuk { $institution }. Untuk memindahkannya, gunakan tautan grup lembaga yang baru di saluran itu.
refusal-own-request = Peran ini untuk Anda sendiri. Mintalah pemilik lain untuk mengesahkannya.
refusal-role-ended-before = Peran ini pernah dicabut dari Anda. Jika Anda ditugaskan lagi, mintalah tautan baru kepada koordinator lembaga Anda atau pemilik bot.
refusal-own-invitation = Orang ini Anda undang sendiri. Mintalah pemilik lain untuk mengesahkannya.
refusal-file-too-large = Berkas lebih dari { $most } MB. Bagi menjadi beberapa berkas, lalu kirim lagi.
refusal-preview-over = Pratinjau ini tidak berlaku lagi. Kirim berkasnya sekali lagi dengan keterangan /impor.
refusal-unknown-option = Pilihan “{ $typed }” tidak dikenal. Baris pertama hanya boleh memuat { $keys }, misalnya sifat=penting. Tulis isi siaran mulai baris berikutnya.
refusal-bad-option-value = Nilai “{ $typed }” tidak dikenal untuk { $key }. Pilih salah satu: { $values }.
refusal-option-twice = Pilihan { $key } tertulis dua kali. Sisakan satu saja.
refusal-quotes-missing = “{ $typed }” tidak termasuk { $key }. Jika nilainya memuat spasi, apit dengan tanda petik, misalnya { $example }
refusal-example-audience = sasaran=wilayah:"Kota Bontang"
refusal-example-schedule = jadwal="besok 08.00"
refusal-example-deadline = tenggat=4jam
refusal-audience-usage = Sasarannya belum disebut. Contoh: sasaran=semua, sasaran=kategori:opd, sasaran=wilayah:"Kota Bontang", sasaran=KPU-64, sasaran=hanya:KPU-64.74
refusal-audience-code = Tidak ada lembaga dengan kode “{ $typed }” dalam cakupan Anda. Cari kodenya dengan /lembaga.
refusal-audience-code-near = Tidak ada lembaga dengan kode “{ $typed }” dalam cakupan Anda. Mungkin maksud Anda: { $near }
refusal-audience-region = Tidak ada wilayah “{ $typed }” dalam cakupan Anda. Tulis namanya seperti di daftar lembaga, misalnya wilayah:"Kota Bontang".
refusal-audience-region-near = Tidak ada wilayah “{ $typed }” dalam cakupan Anda. Mungkin maksud Anda: { $near }
refusal-schedule-unreadable = Jadwal “{ $typed }” tidak terbaca. Tulis tanggal dan jam, misalnya "2026-11-22 08:00", "22/11/2026 08.00", atau "besok 08.00".
refusal-schedule-past = Jadwal { $at } sudah lewat. Pilih waktu yang akan datang.
refusal-schedule-too-far = { $at } lebih dari setahun lagi. Pilih waktu yang lebih dekat.
refusal-schedule-missed = Jadwal siaran ini, { $at }, sudah terlewat. Tekan “Kembalikan” agar penyusunnya menetapkan jadwal baru.
refusal-deadline-unreadable = Tenggat “{ $typed }” tidak terbaca. Tulis lamanya, misalnya 30menit, 4jam, 2hari, atau waktunya, misalnya "22/11/2026 12.00".
refusal-ambiguous-unit = “{ $typed }” dapat berarti dua hal. Tulis menit, jam (atau j), atau hari, misalnya 4jam.
refusal-deadline-range = Tenggat “{ $typed }” di luar batas. Pilih antara 5menit dan 30hari.
refusal-deadline-past = Tenggat { $at } lewat sebelum siaran ini terkirim. Tetapkan tenggat yang lebih lambat.
refusal-deadline-missed = Tenggat { $at } lewat sebelum siaran ini dapat terkirim. Tekan “Kembalikan” agar penyusunnya menetapkan tenggat baru.
refusal-deadline-without-confirmation = Tanpa konfirmasi tidak ada tenggat. Hapus tenggatnya, atau mintalah konfirmasi.
refusal-attendance-needs-invitation = “Hadir” hanya untuk undangan. Pilih jenis undangan, atau konfirmasi yang lain.
refusal-template-usage =
    Tulis nama templatnya, lalu isinya mulai baris berikutnya, misalnya:
    /templat buat Undangan rapat
    Mohon hadir pada rapat { "{{" }acara{ "}}" }.
refusal-template-too-large = Templat ini terlalu besar: nama paling panjang { $longest } huruf, isian paling banyak { $most }. Persingkat, lalu ulangi.
refusal-templates-full = Sudah ada { $most } templat. Hapus yang tidak terpakai lagi, lalu ulangi.
refusal-template-name-taken = Sudah ada templat bernama “{ $name }”. Pilih nama lain, atau hapus dulu yang lama.
refusal-template-gone = Templat ini sudah dihapus. Ketik /templat untuk melihat daftarnya.
refusal-field-too-long = Isian ini harus berupa teks, paling panjang { $most } huruf. Tulis lagi.
refusal-unsupported-content = Siaran tidak dapat memuat { $kind }. { $instead } Isi rancangan yang sudah ada tetap tersimpan.
refusal-instead-video = Kirim sebagai video biasa, atau sebagai foto.
refusal-instead-words = Tulis isinya sebagai teks, atau kirim sebagai video.
refusal-instead-form = Tulis pertanyaannya sebagai teks dan sertakan tautan formulirnya.
refusal-instead-address = Tulis alamatnya sebagai teks dan sertakan tautan petanya.
refusal-instead-number = Tulis nama dan nomornya sebagai teks.
refusal-instead-own = Kirim foto, video, atau teksnya langsung.
refusal-instead-list = Tulis daftarnya sebagai teks.
refusal-instead-any = Kirim isinya sebagai teks, foto, video, berkas, atau album.
refusal-document-too-large = Lampiran ini lebih dari { $most } MB dan tidak dapat diarsipkan. Perkecil atau bagi berkasnya, atau kirim tautan unduhannya.
refusal-video-too-large = Video ini lebih dari { $most } MB dan tidak dapat diarsipkan. Perkecil atau potong videonya, atau kirim tautan ke videonya.
refusal-still-archiving = Lampiran sedang diarsipkan ({ $left } lagi). Coba sebentar lagi.
refusal-not-archived = { $failed } lampiran tidak dapat diarsipkan. Kirim ulang lampiran itu, atau tekan Hapus terakhir atau Batal.
refusal-template-text-only = Templat hanya memuat teks. Kirim /templat buat tanpa foto, video, atau berkas; lampiran ditambahkan saat templat dipakai.
refusal-draft-open = Rancangan Anda sebelumnya masih terbuka. Tekan Ajukan atau Batal pada rancangan itu, lalu ulangi.
refusal-no-draft = Tidak ada rancangan yang terbuka. Ketik /siaran untuk menyusun yang baru.
refusal-empty-draft = Rancangan ini masih kosong. Kirim isinya dulu, lalu tekan Ajukan.
refusal-too-long = Isi ini menjadi { $parts } pesan, padahal paling banyak { $most }. Persingkat isinya, lalu kirim lagi.
refusal-no-issuer = Belum ada lembaga dalam cakupan peran Anda. Mintalah pemilik bot mengimpor daftar lembaga.
refusal-several-issuers = Cakupan peran Anda meliputi beberapa lembaga setingkat, sehingga pengirim siaran tidak jelas. Mintalah peran untuk satu lembaga kepada pemilik bot.
refusal-no-approver = Tidak ada penyetuju lain yang dapat dihubungi. Mintalah pemilik bot mengangkat seorang penyetuju, lalu ajukan lagi.
refusal-no-approver-ask = Tidak ada penyetuju lain yang dapat dihubungi. Mintalah salah satu pemilik bot mengangkat seorang penyetuju, lalu ajukan lagi. Pemilik: { $owners }
refusal-nobody-reachable = Belum satu pun lembaga sasaran memiliki saluran. Mintalah koordinator mendaftarkan grup mereka, lalu ajukan lagi.
refusal-draft-changed = Isinya sudah berubah sejak tombol ini dibuat. Periksa pratinjau terbaru dan gunakan tombol di bawahnya.
refusal-still-draft = Siaran ini masih berupa rancangan pada penyusunnya. Tunggu sampai diajukan.
refusal-submitted = Siaran ini sudah diajukan dan tidak dapat diubah. Tunggu keputusan penyetuju.
refusal-approved = Siaran ini sudah disetujui. Ketik /status untuk melihat pengirimannya.
refusal-rejected = Siaran ini sudah ditolak dan tidak akan dikirim. Jika masih diperlukan, susun yang baru dengan /siaran.
refusal-discarded = Siaran ini sudah dibatalkan atau ditarik. Jika masih diperlukan, susun yang baru dengan /siaran.
refusal-expired = Siaran ini kedaluwarsa karena tidak diputuskan tepat waktu. Jika masih diperlukan, susun yang baru dengan /siaran.
refusal-already-approved = Siaran ini sudah disetujui oleh { $by }, { $at }. Tidak ada lagi yang perlu Anda lakukan.
refusal-own-announcement = Siaran ini Anda susun sendiri, sehingga harus diputuskan orang lain. Tunggu penyetuju lain.
refusal-reason-needed = Alasannya belum ada. Tulis alasannya sebagai pesan teks.
refusal-already-frozen = Pengiriman sudah dibekukan. Pemilik dapat melanjutkannya dengan /cairkan.
refusal-not-frozen = Pengiriman tidak sedang dibekukan. Tidak ada yang perlu dicairkan.
refusal-already-released = Pengiriman sudah dilanjutkan oleh { $by }, { $at }. Tidak ada lagi yang perlu Anda lakukan.
refusal-not-in-charge = Pengiriman siaran ini hanya dapat diatur oleh penyusunnya, penyetujunya, dan pemilik bot.
refusal-not-yours-to-remind = Hanya penyusun, penyetujunya, pemilik, dan koordinator lembaga penerimanya yang dapat mengingatkan. Mintalah salah satu dari mereka.
refusal-nothing-asked = Siaran ini tidak meminta konfirmasi, jadi tidak ada yang perlu diingatkan.
refusal-unremindable-confirmed = Lembaga ini sudah mengonfirmasi, jadi tidak perlu diingatkan.
refusal-unremindable-not-arrived = Siaran ini belum sampai ke lembaga itu, jadi belum ada yang dapat diingatkan. Lihat sebabnya di /gagal.
refusal-unremindable-no-chat = Lembaga ini tidak punya grup atau obrolan pribadi yang dapat diingatkan. Hubungi petugasnya secara langsung.
refusal-unremindable-waiting = Pengingat untuk lembaga ini sudah menunggu giliran dikirim.
refusal-unremindable-just-now = Lembaga ini baru saja diingatkan. Coba lagi setelah pukul { $at }.
refusal-unremindable-enough = Lembaga ini sudah diingatkan { $times } kali, dan itu batasnya. Hubungi petugasnya secara langsung.
refusal-already-paused = Pengiriman siaran ini sudah dijeda. Tekan “Lanjutkan” untuk meneruskannya.
refusal-not-paused = Pengiriman siaran ini tidak sedang dijeda. Tidak ada yang perlu dilanjutkan.
refusal-broadcast-over = Pengiriman siaran ini sudah selesai. Ketik /status untuk melihat hasilnya.
refusal-broadcast-stopped = Pengiriman siaran ini sudah dihentikan dan tidak dapat diteruskan. Jika masih diperlukan, susun yang baru dengan /siaran.
refusal-nothing-failed = Tidak ada pengiriman gagal yang perlu diulang. Ketik /status untuk melihat hasilnya.
refusal-nothing-to-resend = Belum ada yang dapat dikirim ulang: { $lost } saluran masih tidak dapat dijangkau. Siaran ini menyusul sendiri bila saluran itu kembali.
refusal-ask-usage = Sebutkan nomor siarannya, misalnya /{ $command } 1 atau /{ $command } 1/2026. Daftar siaran: /status
refusal-recap-usage = Tulis bulannya sebagai tahun dan bulan, misalnya /rekap 2026-11. Tanpa bulan: bulan lalu.
refusal-recap-ahead = Bulan { $month } belum mulai. Pilih bulan yang sudah berjalan, misalnya dengan mengetik /rekap saja untuk bulan lalu.
refusal-recap-empty = Pada { $month } tidak ada siaran dalam cakupan Anda.
refusal-announcement-unknown = Siaran No. { $number } tidak ditemukan dalam cakupan Anda. Ketik /status untuk melihat daftarnya.
refusal-not-addressed = Siaran ini tidak ditujukan ke saluran ini. Jawablah di saluran lembaga Anda sendiri.
refusal-officers-only = Di sini hanya petugas { $institution } yang dapat mengonfirmasi. Untuk menjadi petugas, mintalah tautan kepada koordinator.
refusal-old-revision = Naskah ini sudah diganti. Jawablah dengan tombol pada naskah yang terbaru.
refusal-withdrawn = Siaran ini sudah dicabut dan tidak berlaku lagi. Mohon tidak menyebarkannya.
refusal-called-off = Siaran ini dibatalkan sebelum dikirim; tidak ada yang menerimanya. Jika masih diperlukan, susun yang baru dengan /siaran.
refusal-correct-usage = Sebutkan nomor siarannya, misalnya /{ $command } 1, atau balas siarannya dengan /{ $command }. Daftar siaran: /status
refusal-chat-unknown = Saluran ini ({ $id }) belum terdaftar. Mintalah tautan grup kepada koordinator Anda.
refusal-open-private = 💬 Buka percakapan pribadi
refusal-too-few-approvers = Siaran ini perlu { $needed } penyetuju, yang dapat dihubungi { $reachable }. Mintalah pemilik bot mengangkat penyetuju, lalu ajukan lagi. Pemilik: { $owners }
refusal-approved-by-you = Anda sudah menyetujui siaran ini. Masih menunggu { $more } penyetuju lain; Anda akan diberi tahu.
refusal-not-scheduled = Siaran ini tidak sedang menunggu jadwalnya: sudah mulai dikirim. Ketik /status untuk melihat pengirimannya.
refusal-sending-frozen = Pengiriman sedang dibekukan. Mintalah pemilik bot mencairkannya dengan /cairkan, lalu tekan lagi.
refusal-deadline-over = Tenggat siaran ini, { $at }, sudah tidak dapat dipenuhi. Batalkan siaran ini, lalu susun yang baru dengan /siaran.
refusal-attendance-closed = Jawaban tidak dapat diubah lagi sejak { $at }. Jika ada perubahan, hubungi pengundangnya.
refusal-evidence-kind = Ini belum dapat menjadi bukti. Kirim tautan, tangkapan layar sebagai foto, atau satu kalimat.
refusal-evidence-too-long = Keterangannya terlalu panjang. Tulis paling banyak { $most } karakter, lalu kirim lagi.
refusal-bad-link = Tautan “{ $typed }” tidak dapat dicatat sebagai bukti. Kirim alamat halaman yang dapat dibuka siapa pun, misalnya https://www.kota.go.id/berita
refusal-several-links = Ada beberapa tautan. Kirim satu saja, yang paling utama.
refusal-link-given-before = Tautan ini sudah tercatat sebagai bukti { $institution } untuk Siaran No. { $number }. Kirim tautan yang lain.
refusal-evidence-over = Permintaan bukti ini sudah tidak berlaku. Tekan lagi “Disebarluaskan” di bawah siarannya.
